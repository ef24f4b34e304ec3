/* cases.c - waves of identification in spring and autumn, clearances towards the end of the year
 *
 * The profile says how many are open at the end of 2025, how many were cleared, revoked, or came back with a second case,
 * and where a county publishes them, of which classes and with how many persons.
 */
#include "config.h"
#include "tests/county/cases.h"
#include "tests/county/random.h"

/* Grids drawn in proportion to people, hardship and story. */
typedef struct {
  const Population *population;
  double *sums;
  GHashTable *taken;
} Urn;

static void
urn_fill (Urn *self, const Population *population, const double factor[3])
{
  guint n = population->tessellation->plan.n_grids;
  double sum = 0;

  self->population = population;
  self->sums = g_new (double, n);
  for (guint g = 0; g < n; g++) {
    Story story = population->story[population->tessellation->grids[g].village];

    sum += (population->first[g + 1] - population->first[g]) * population->hardship[g] * factor[story];
    self->sums[g] = sum;
  }
}

static guint
urn_draw (const Urn *self, Random *random)
{
  guint n = self->population->tessellation->plan.n_grids;
  const guint *first = self->population->first;

  for (;;) {
    double aim = random_unit (random) * self->sums[n - 1];
    guint low = 0, high = n - 1, household;

    while (low < high) {
      guint middle = (low + high) / 2;

      if (self->sums[middle] > aim)
        high = middle;
      else
        low = middle + 1;
    }
    household = first[low] + random_below (random, first[low + 1] - first[low]);
    if (g_hash_table_add (self->taken, GUINT_TO_POINTER (household)))
      return household;
  }
}

/* One draw after the other: the order in which arguments are evaluated is the compiler's choice. */
static guint32
draw_day (Random *random, int first_year, int last_year, int first_month, int last_month)
{
  int year = random_between (random, first_year, last_year);
  int month = random_between (random, first_month, last_month);

  return day_of (year, month, random_between (random, 5, 25));
}

static guint32
draw_identified (Random *random, Story story, gboolean open)
{
  static const double open_years[3][5] = {{4, 9, 19, 30, 38}, {0, 2, 8, 36, 54}, {10, 26, 28, 22, 14}};
  static const double cleared_years[3][5] = {{32, 28, 24, 14, 2}, {38, 30, 22, 9, 1}, {52, 34, 12, 2, 0}};
  static const double months[] = {3, 3, 17, 16, 6, 4, 4, 6, 17, 14, 7, 3};
  int year = 2021 + (int) random_weighted (random, open ? open_years[story] : cleared_years[story], 5);
  int month = 1 + (int) random_weighted (random, months, 12);
  guint32 day = day_of (year, month, random_between (random, 1, 28));

  return MIN (day, day_of (LAST_YEAR, 12, 24));
}

static guint32
draw_cleared (Random *random, guint32 identified, Story story)
{
  guint32 last = day_of (LAST_YEAR, 12, 25);
  guint32 day = identified + (guint32) random_between (random, 150, story == STORY_SLIPPING ? 900 : 560);

  /* Many clearances are pushed through before the year's assessment. */
  if (random_chance (random, 0.35)) {
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_julian (&date, day);
    day = draw_day (random, g_date_get_year (&date), g_date_get_year (&date), 11, 12);
    if (day < identified + 120)
      day += 365;
  }
  return day <= last ? day : identified + 90 + random_below (random, last - identified - 90);
}

static CaseClass
draw_class (Random *random, const Household *household)
{
  if (random_chance (random, 0.27))
    return CASE_SUDDEN;
  return household->out_of_poverty ? CASE_UNSTABLE : CASE_MARGINAL;
}

static void
add_case (GArray *cases, const Population *population, guint household, guint32 identified, guint32 cleared,
          guint32 revoked)
{
  Random random = random_for (population->options->plan.seed, CHANCE_CASES, (guint64) identified << 32 | household);
  Case one = {
    .household = household,
    .class = draw_class (&random, population->households + household),
    .identified = identified,
    .cleared = cleared,
    .revoked = revoked,
    .open = cleared == 0 || revoked != 0,
  };

  g_array_append_val (cases, one);
}

static void
add_open_cases (GArray *cases, const Population *population, Urn *urn, Random *random)
{
  const Profile *profile = population->options->profile;
  guint n = population_scale (population, profile->open), n_revoked = population_scale (population, profile->revoked);
  guint n_returned = population_scale (population, profile->returned);

  for (guint i = 0; i < n; i++) {
    guint household = urn_draw (urn, random);
    Story story = population_story (population, household);
    guint32 identified = draw_identified (random, story, TRUE), cleared = 0, revoked = 0;

    if (profile->identified_year != 0)
      identified = draw_day (random, profile->identified_year, profile->identified_year, 1, 12);
    if (i < n_revoked) {
      identified = draw_day (random, 2021, 2023, 1, 12);
      cleared = identified + (guint32) random_between (random, 190, 420);
      revoked = cleared + (guint32) random_between (random, 80, 420);
      revoked = MIN (revoked, day_of (LAST_YEAR, 11, 28));
    } else if (i < n_revoked + n_returned) {
      guint32 first = draw_day (random, 2021, 2021, 3, 12), first_cleared = draw_day (random, 2022, 2023, 4, 12);

      identified = draw_day (random, 2024, 2025, 3, 11);
      add_case (cases, population, household, first, first_cleared, 0);
    }
    add_case (cases, population, household, identified, cleared, revoked);
  }
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const Case *p = a, *q = b;

  return p->household != q->household ? (p->household < q->household ? -1 : 1)
                                      : (p->identified > q->identified) - (p->identified < q->identified);
}

/* Gives the open cases the published classes, in the order in which they were drawn. */
static void
give_classes (GArray *cases, const guint classes[3])
{
  guint class = 0, given = 0;

  for (guint i = 0; i < cases->len && class < 3; i++) {
    for (; class < 3 && given == classes[class]; class++)
      given = 0;
    if (class < 3 && g_array_index (cases, Case, i).open) {
      g_array_index (cases, Case, i).class = (CaseClass) class;
      given++;
    }
  }
}

/* Lets the households of the open cases grow or shrink by one until they hold @persons together. */
static void
give_persons (Population *population, const GArray *cases, guint persons, Random *random)
{
  guint sum = 0;

  for (guint i = 0; i < cases->len; i++)
    sum += g_array_index (cases, Case, i).open ? population->households[g_array_index (cases, Case, i).household].size : 0;
  while (sum != persons) {
    const Case *one = &g_array_index (cases, Case, random_below (random, cases->len));
    Household *household = &population->households[one->household];

    if (!one->open || (sum < persons ? household->size > 6 : household->size < 2))
      continue;
    household->size = (guint8) (sum < persons ? household->size + 1 : household->size - 1);
    household->labour = MIN (household->labour, household->size);
    sum = sum < persons ? sum + 1 : sum - 1;
  }
}

GArray *
cases_new (Population *population)
{
  const Profile *profile = population->options->profile;
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Random random = random_for (population->options->plan.seed, CHANCE_CASES, G_MAXUINT64);
  Urn urn = {.taken = taken};

  urn_fill (&urn, population, (const double[]){1, 3.2, 0.35});
  add_open_cases (cases, population, &urn, &random);
  if (profile->classes[0] + profile->classes[1] + profile->classes[2] > 0)
    give_classes (cases, profile->classes);
  if (profile->persons > 0)
    give_persons (population, cases, profile->persons, &random);
  g_free (urn.sums);
  urn_fill (&urn, population, (const double[]){1, 0.5, 3});
  for (guint i = 0; i < population_scale (population, profile->cleared - profile->returned); i++) {
    guint household = urn_draw (&urn, &random);
    Story story = population_story (population, household);
    guint32 identified = draw_identified (&random, story, FALSE);

    identified = MIN (identified, day_of (LAST_YEAR, 6, 30));
    add_case (cases, population, household, identified, draw_cleared (&random, identified, story), 0);
  }
  g_free (urn.sums);
  g_array_sort (cases, compare_cases);
  return cases;
}

/* From the day of identification backwards; the clue lies 9 to 16 days earlier, in a late case weeks more. */
static void
write_steps (Csv *csv, Random *random, guint32 identified, gboolean late)
{
  guint32 entered = identified - random_below (random, 2), taken_down = entered - (guint32) random_between (random, 0, 1);
  guint32 posted = taken_down - (guint32) (random_chance (random, 0.03) ? 4 : random_between (random, 5, 6));
  guint32 matched = posted - (guint32) random_between (random, 1, 2);
  guint32 reviewed = matched - (guint32) random_between (random, 1, 2);
  guint32 checked = reviewed - (guint32) random_between (random, 1, 2);
  guint32 clue = checked - (guint32) (late ? random_between (random, 7, 34) : random_between (random, 1, 2));

  csv_day (csv, clue);
  csv_day (csv, checked);
  csv_day (csv, reviewed);
  csv_day (csv, matched);
  csv_day (csv, posted);
  csv_day (csv, taken_down);
  csv_day (csv, entered);
  csv_day (csv, identified);
}

static void
write_money_and_risks (Csv *csv, Random *random, const Case *one)
{
  static const char *const risks[] = {"因病", "因残", "因务工就业不稳", "因学", "缺劳动力", "因自然灾害", "因产业失败",
                                      "因意外事故", "因安全住房", "因安全饮水", "其他"};
  double weights[] = {34, 14, 13, 10, 9, 6, 5, 4, 2, 1, 2};
  static const double numbers[] = {60, 30, 10};
  static const int lines[] = {6000, 6500, 7100, 7600, 8000};
  guint n = 1 + random_weighted (random, numbers, 3), first = 0;
  const char *chosen[3] = {"", "", ""};
  GDate date;
  int line, income;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, one->identified);
  line = lines[g_date_get_year (&date) - 2021];
  for (guint i = 0; i < n; i++) {
    guint risk = random_weighted (random, weights, G_N_ELEMENTS (risks));

    if (i == 0)
      first = risk;
    chosen[i] = risks[risk];
    weights[risk] = 0;
  }
  income = one->class == CASE_SUDDEN ? line + random_between (random, 200, 7000) : line - random_between (random, 30, 2400);
  csv_number (csv, income);
  csv_number (csv, first == 0 || first == 7 ? 100 * random_between (random, 40, 580) : 10 * random_between (random, 0, 260));
  for (guint i = 0; i < 3; i++)
    csv_text (csv, chosen[i]);
}

gboolean
cases_write (const Population *population, const GArray *cases, GError **error)
{
  static const char *const classes[] = {"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"};
  static const char *const channels[] = {"干部排查", "自主申报", "部门预警", "信访", "其他"};
  static const double channel_weights[] = {48, 26, 20, 3, 3};
  Csv *csv = csv_new (population->options, "cases.csv",
                      "户编号,监测对象类别,监测人口,发现渠道,线索发现时间,入户核实时间,民主评议时间,信息比对时间,"
                      "公示开始时间,公示结束时间,录入系统时间,识别监测时间,人均纯收入（元）,合规自付支出,致贫/返贫风险1,"
                      "致贫/返贫风险2,致贫/返贫风险3,风险是否已消除,消除监测时间,风险消除方式,消除回退时间");

  for (guint i = 0; i < cases->len; i++) {
    const Case *one = &g_array_index (cases, Case, i);
    Random random = random_for (population->options->plan.seed, CHANCE_CASES, G_GUINT64_CONSTANT (1) << 60 | i);
    g_autofree char *number = population_number (population, one->household);
    Story story = population_story (population, one->household);
    gboolean late = random_chance (&random, story == STORY_SLIPPING ? 0.22 : 0.05);

    csv_text (csv, number);
    csv_text (csv, classes[one->class]);
    csv_number (csv, population->households[one->household].size);
    csv_text (csv, channels[random_weighted (&random, channel_weights, G_N_ELEMENTS (channels))]);
    write_steps (csv, &random, one->identified, late);
    write_money_and_risks (csv, &random, one);
    csv_text (csv, one->open ? "否" : "是");
    csv_day (csv, one->cleared);
    csv_text (csv, one->cleared == 0 ? "" : random_chance (&random, 0.8) ? "帮扶消除" : "自然消除");
    csv_day (csv, one->revoked);
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}
