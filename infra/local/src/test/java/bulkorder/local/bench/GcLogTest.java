package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.bench.GcLog.Peak;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With lines that Java 25 has written. */
class GcLogTest {

  @Test
  void the_peak_is_the_most_before_and_the_most_after_any_collection() {
    assertThat(
            peak(
                """
                [0.001s][info][gc,init] Heap Initial Capacity: 64M
                [0.831s][info][gc,start    ] GC(2) Pause Young (Allocation Failure)
                [0.844s][info][gc,heap     ] GC(2) DefNew: 17472K(19648K)->2175K(19648K) Eden: 17472K(17472K)->0K(17472K)
                [0.844s][info][gc          ] GC(2) Pause Young (Allocation Failure) 24M->9M(61M) 12.450ms
                [1.268s][info][gc          ] GC(5) Pause Young (Allocation Failure) 32M->19M(61M) 16.929ms
                [1.270s][info][gc          ] GC(6) Pause Full (Metadata GC Threshold) 36M->12M(61M) 10.320ms
                """))
        .isEqualTo(new Peak(36, 19));
  }

  @Test
  void what_is_in_use_at_the_end_counts_too() {
    assertThat(
            peak(
                """
                [1.468s][info][gc          ] GC(10) Pause Young (Allocation Failure) 30M->22M(61M) 0.879ms
                [1.481s][info][gc,exit     ] Heap
                [1.481s][info][gc,exit     ]  DefNew     total 19648K, used 12824K [0x00000000fc000000, 0x00000000fd550000, 0x00000000fd550000)
                [1.481s][info][gc,exit     ]   eden space 17472K,  69% used [0x00000000fc000000, 0x00000000fcbea558, 0x00000000fd110000)
                [1.481s][info][gc,exit     ]  Tenured    total 43712K, used 22507K [0x00000000fd550000, 0x0000000100000000, 0x0000000100000000)
                [1.481s][info][gc,exit     ]   the  space 43712K,  51% used [0x00000000fd550000, 0x00000000feb4ae68, 0x0000000100000000)
                [1.481s][info][gc,exit     ]  Metaspace       used 11911K, committed 12096K, reserved 1114112K
                """))
        .isEqualTo(new Peak(34, 22));
  }

  @Test
  void another_collectors_log_is_understood() {
    assertThat(
            peak(
                """
                [1.308s][info][gc,start    ] GC(6) Pause Young (Normal) (G1 Evacuation Pause)
                [1.309s][info][gc          ] GC(6) Pause Young (Normal) (G1 Evacuation Pause) 20M->18M(64M) 0.928ms
                [1.316s][info][gc,exit     ] Heap
                [1.316s][info][gc,exit     ]  garbage-first heap   total reserved 65536K, committed 65536K, used 24645K [0x00000000fc000000, 0x0000000100000000)
                [1.316s][info][gc,exit     ]   region size 1024K, 7 young (7168K), 1 survivors (1024K)
                """))
        .isEqualTo(new Peak(24, 18));
  }

  @Test
  void a_file_name_may_have_blanks() {
    assertThat(GcLog.option(Path.of("/a b/gc.log"))).isEqualTo("\"-Xlog:gc*:file=/a b/gc.log\"");
  }

  private static Peak peak(String log) {
    return GcLog.peak(log.lines());
  }
}
