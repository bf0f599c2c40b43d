import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An invented customer.
 *
 * @param mailName what stands before the @ of the address, in ASCII
 */
record Person(String name, String mailName, String language) {

  private record Name(String written, String ascii) {}

  private static final List<Name> FAMILY_JA =
      names(
          "髙﨑 takasaki",
          "佐藤 sato",
          "鈴木 suzuki",
          "髙橋 takahashi",
          "田中 tanaka",
          "伊藤 ito",
          "渡邉 watanabe",
          "山﨑 yamazaki",
          "中村 nakamura",
          "小林 kobayashi",
          "加藤 kato",
          "吉田 yoshida",
          "斎藤 saito",
          "松本 matsumoto",
          "井上 inoue",
          "表 omote",
          "能登 noto",
          "構 kamae");
  private static final List<Name> GIVEN_JA =
      names(
          "さくら sakura",
          "陽菜 hina",
          "結衣 yui",
          "葵 aoi",
          "凜 rin",
          "美咲 misaki",
          "彩 aya",
          "蓮 ren",
          "湊 minato",
          "大翔 hiroto",
          "悠真 yuma",
          "翔太 shota",
          "健 ken",
          "ソフィア sophia");
  private static final List<Name> FAMILY_EN =
      names(
          "Harlow harlow",
          "O'Marrin omarrin",
          "Winterby winterby",
          "Ashdown ashdown",
          "Thornquist thornquist",
          "Lindqvist lindqvist",
          "Østerby osterby",
          "Marlowe marlowe",
          "Pemberly pemberly",
          "Castellane castellane",
          "Müllner muellner",
          "Fairweather fairweather");
  private static final List<Name> GIVEN_EN =
      names(
          "Alice alice",
          "Oliver oliver",
          "Zoë zoe",
          "Priya priya",
          "Jamal jamal",
          "Ingrid ingrid",
          "Tomás tomas",
          "Mei mei",
          "Noah noah",
          "Eleanor eleanor",
          "Kwame kwame",
          "Ruth ruth");

  static Person japanese(RandomGenerator random) {
    Name family = Pick.from(FAMILY_JA, random);
    Name given = Pick.from(GIVEN_JA, random);
    return new Person(
        family.written() + " " + given.written(), given.ascii() + "." + family.ascii(), "ja");
  }

  static Person english(RandomGenerator random) {
    Name family = Pick.from(FAMILY_EN, random);
    Name given = Pick.from(GIVEN_EN, random);
    return new Person(
        given.written() + " " + family.written(), given.ascii() + "." + family.ascii(), "en");
  }

  private static List<Name> names(String... names) {
    return List.of(names).stream().map(Person::name).toList();
  }

  private static Name name(String writtenAndAscii) {
    String[] both = writtenAndAscii.split(" ");
    return new Name(both[0], both[1]);
  }
}
