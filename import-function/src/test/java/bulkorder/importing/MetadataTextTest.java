package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders of April | orders of April",
        "=?UTF-8?B?5rOo5paH?= | 注文",
        "=?utf-8?q?=E6=B3=A8=E6=96=87_1?= | 注文 1",
        "=?UTF-8?B?5rOo?= =?UTF-8?B?5paH?= | 注文",
        "=?ISO-2022-JP?B?GyRCQ21KOBsoQg==?= | 注文",
        "a =?UTF-8?B?5rOo?= b | a 注 b",
        "=?UTF-8?B?***?= | =?UTF-8?B?***?=",
        "=?UTF-8?Q?=G0?= | =?UTF-8?Q?=G0?=",
        "=?no-such?B?5rOo?= | =?no-such?B?5rOo?=",
        "JPY=120000;USD=12.50 | JPY=120000;USD=12.50",
      })
  void words_that_are_encoded_are_decoded_and_all_else_stays(String metadata, String text) {
    assertThat(MetadataText.decoded(metadata)).isEqualTo(text);
  }
}
