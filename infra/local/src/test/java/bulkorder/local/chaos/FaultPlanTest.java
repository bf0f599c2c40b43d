package bulkorder.local.chaos;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final FaultPlan.Size SIZE = new FaultPlan.Size(13, 20_000, 200);

  @Test
  void the_same_seed_plans_the_same_and_another_seed_something_else() {
    assertThat(FaultPlan.of(42, 220, SIZE)).isEqualTo(FaultPlan.of(42, 220, SIZE));
    assertThat(FaultPlan.of(42, 220, SIZE)).isNotEqualTo(FaultPlan.of(43, 220, SIZE));
  }

  @Test
  void two_hundred_and_twenty_faults_are_of_all_kinds_in_proportion() {
    var plan = FaultPlan.of(1, 220, SIZE);

    assertThat(plan).hasSize(220);
    assertThat(plan.stream().map(Fault::kind).collect(toSet()))
        .isEqualTo(EnumSet.allOf(FaultKind.class));
    assertThat(count(plan, FaultKind.CHARGE_ANSWERED_5XX))
        .isGreaterThan(2 * count(plan, FaultKind.DATABASE_CUT));
  }

  @Test
  void each_fault_finds_its_moment_within_what_is_expected() {
    assertThat(FaultPlan.of(1, 220, SIZE))
        .filteredOn(fault -> fault.kind().site() == Site.CHARGE)
        .allSatisfy(fault -> assertThat(fault.at()).isBetween(1L, 14_000L));
  }

  @Test
  void files_are_the_same_for_the_same_seed_and_hold_what_they_say() {
    var files = new OrderFiles(7).files(3, 1000);

    assertThat(files).isEqualTo(new OrderFiles(7).files(3, 1000));
    assertThat(files).extracting(OrderFile::rows).containsExactly(334, 333, 333);
    for (var file : files) {
      var lines = file.content().lines().skip(1).toList();
      assertThat(lines).hasSize(file.rows());
      assertThat(lines).filteredOn(line -> line.contains(",none,")).hasSize(file.invalid());
      assertThat(file.rows() - lines.stream().distinct().count()).isEqualTo(file.duplicates());
      assertThat(file.invalid()).isPositive();
    }
  }

  private static long count(List<Fault> plan, FaultKind kind) {
    return plan.stream().filter(fault -> fault.kind() == kind).count();
  }
}
