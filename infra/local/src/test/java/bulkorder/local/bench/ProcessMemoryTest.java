package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

  @Test
  void the_peak_is_read_from_what_linux_says() {
    assertThat(
            ProcessMemory.peakMegabytes(
                List.of("VmSize:\t 2870228 kB", "VmHWM:\t  215040 kB", "VmRSS:\t  201000 kB")))
        .isEqualTo(210.0);
  }

  @Test
  void this_process_has_a_peak() throws Exception {
    assertThat(ProcessMemory.peakMegabytes(ProcessHandle.current().pid())).isGreaterThan(10);
  }

  @Test
  void a_process_that_has_ended_has_none() {
    assertThatThrownBy(() -> ProcessMemory.peakMegabytes(List.of("State:\tZ (zombie)")))
        .isInstanceOf(IllegalStateException.class);
  }
}
