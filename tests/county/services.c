/* services.c - what grid workers do besides measures
 *
 * The profile's figures: registered households, matters and those completed, staff at villages and townships; every grid
 * has its worker.
 */
#include "config.h"
#include "tests/county/services.h"
#include "tests/county/names.h"
#include "tests/county/random.h"

static Random
random_of (const Population *population, Chance purpose, guint64 index)
{
  return random_for (population->options->plan.seed, purpose, index);
}

static guint32
last_day (void)
{
  return day_of (LAST_YEAR, 12, 31);
}

/* Monitored households are seen most; slipping villages less, and even months are those of the rounds. */
static guint
draw_visited (const Population *population, const GArray *cases, Random *random)
{
  for (;;) {
    guint household = cases->len > 0 && random_chance (random, 0.62)
                        ? g_array_index (cases, Case, random_below (random, cases->len)).household
                        : random_below (random, population->n_households);

    if (population_story (population, household) != STORY_SLIPPING || random_chance (random, 0.55))
      return household;
  }
}

typedef struct {
  guint household;
  guint32 day;
  guint number;
} Visit;

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const Visit *p = a, *q = b;

  if (p->day != q->day)
    return p->day < q->day ? -1 : 1;
  return (p->number > q->number) - (p->number < q->number);
}

gboolean
visits_write (const Population *population, const GArray *cases, GError **error)
{
  static const char *const modes[] = {"入户", "电话", "视频"};
  static const char *const purposes[] = {"日常走访", "双月遍访", "核查", "关怀慰问", "回头看"};
  static const char *const actions[] = {"看查听帮", "看查听", "看听帮", "看听", "听"};
  static const double years[] = {8, 14, 20, 27, 31}, months[] = {5, 10, 6, 10, 6, 10, 6, 10, 6, 10, 6, 12};
  guint n = population_scale (population, population->options->profile->visits);
  g_autofree Visit *visits = g_new (Visit, n);
  Csv *csv = csv_new (population->options, "visits.csv", "户编号,走访日期,走访方式,走访目的,走访人,看查听帮,是否发现问题");

  for (guint i = 0; i < n; i++) {
    Random random = random_of (population, CHANCE_VISITS, i);
    int year = 2021 + (int) random_weighted (&random, years, 5), month = 1 + (int) random_weighted (&random, months, 12);

    visits[i].number = i;
    visits[i].day = day_of (year, month, random_between (&random, 1, 28));
    visits[i].household = draw_visited (population, cases, &random);
  }
  qsort (visits, n, sizeof *visits, compare_visits);
  for (guint i = 0; i < n; i++) {
    Random random = random_of (population, CHANCE_VISITS, G_GUINT64_CONSTANT (1) << 40 | visits[i].number);
    guint mode = random_weighted (&random, (const double[]){82, 16, 2}, 3);
    guint action = mode == 0 ? random_weighted (&random, (const double[]){50, 20, 20, 10}, 4) : 4;
    g_autofree char *number = population_number (population, visits[i].household);
    g_autofree char *worker = population_worker (population, population->households[visits[i].household].grid);

    csv_text (csv, number);
    csv_day (csv, visits[i].day);
    csv_text (csv, modes[mode]);
    csv_text (csv, purposes[random_weighted (&random, (const double[]){44, 36, 9, 6, 5}, 5)]);
    csv_text (csv, worker);
    csv_text (csv, actions[action]);
    csv_text (csv, random_chance (&random, 0.07) ? "是" : "否");
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}

/* Leaves out the right number, more of them where life is hard: selection in one pass, as in drawing lots. */
gboolean
registrations_write (const Population *population, GError **error)
{
  guint wanted = population_scale (population, population->options->profile->registrations);
  Csv *csv = csv_new (population->options, "registrations.csv", "户编号,平台名称,注册日期,是否代办");
  double left = 0;

  for (guint h = 0; h < population->n_households; h++)
    left += 0.4 + population->hardship[population->households[h].grid];
  for (guint h = 0, missing = population->n_households - wanted; h < population->n_households; h++) {
    double weight = 0.4 + population->hardship[population->households[h].grid];
    Random random = random_of (population, CHANCE_REGISTRATIONS, h);
    gboolean out = missing > 0 && (missing == population->n_households - h || random_chance (&random, missing * weight / left));
    g_autofree char *number = NULL;
    double late = random_unit (&random);

    left -= weight;
    if (out) {
      missing--;
      continue;
    }
    number = population_number (population, h);
    csv_text (csv, number);
    csv_text (csv, "救助通");
    /* A campaign in the first year, stragglers after. */
    csv_day (csv, day_of (2021, 6, 1) + (guint32) (1660 * late * late * late));
    csv_text (csv, random_chance (&random, 0.12) ? "是" : "否");
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}

typedef struct {
  guint household, class;
  guint32 received;
  guint number;
  double score; /* the lowest stay unfinished */
  gboolean completed;
} Matter;

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Matter *p = a, *q = b;

  return p->score != q->score ? (p->score > q->score ? -1 : 1) : (p->number > q->number) - (p->number < q->number);
}

static int
compare_received (gconstpointer a, gconstpointer b)
{
  const Matter *p = a, *q = b;

  if (p->received != q->received)
    return p->received < q->received ? -1 : 1;
  return (p->number > q->number) - (p->number < q->number);
}

enum { GENERAL = 1, DIFFICULT = 3 }; /* of the classes */

static Matter *
draw_matters (const Population *population, guint n)
{
  static const double classes[] = {38, 40, 13, 7, 2}, years[] = {6, 14, 21, 27, 32};
  Matter *matters = g_new (Matter, n);
  const Profile *profile = population->options->profile;
  guint completed = population_scale (population, profile->completed);

  for (guint i = 0; i < n; i++) {
    Random random = random_of (population, CHANCE_MATTERS, i);
    Matter *matter = matters + i;
    int year = 2021 + (int) random_weighted (&random, years, 5), month = random_between (&random, 1, 12);

    matter->household = random_below (&random, population->n_households);
    matter->class = random_weighted (&random, classes, 5);
    if (profile->difficult > 0)
      matter->class = i < profile->difficult ? DIFFICULT : GENERAL;
    matter->received = day_of (year, month, random_between (&random, 1, 28));
    matter->number = i;
    matter->score = random_unit (&random) + (double) (last_day () - matter->received) / 500 - 0.08 * matter->class
                  - (population_story (population, matter->household) == STORY_SLIPPING ? 0.5 : 0);
  }
  qsort (matters, n, sizeof *matters, compare_scores);
  for (guint i = 0; i < n; i++)
    matters[i].completed = i < completed;
  qsort (matters, n, sizeof *matters, compare_received);
  return matters;
}

gboolean
matters_write (const Population *population, GError **error)
{
  static const char *const sources[] = {"群众申报", "网格巡查", "平台", "12345热线", "12317热线", "信访", "部门转办"};
  static const double source_weights[] = {34, 30, 14, 9, 5, 4, 4};
  static const char *const classes[] = {"简易", "一般", "重大", "疑难", "跨县"};
  static const int days[] = {3, 7, 15, 30, 30};
  static const char *const contents[] = {"申请临时救助", "低保政策咨询", "房屋漏雨", "饮水管道损坏", "医药费报销",
                                         "外出务工补助", "入户道路塌方", "申请公益岗位", "邻里用地纠纷", "产业补助未到账"};
  guint n = population_scale (population, population->options->profile->matters);
  g_autofree Matter *matters = draw_matters (population, n);
  Csv *csv = csv_new (population->options, "matters.csv",
                      "事项编号,来源,乡（镇）,行政村,网格编码,户编号,事项类别,事项内容,受理日期,应办结日期,办结日期,满意度");

  for (guint i = 0; i < n; i++) {
    const Matter *matter = matters + i;
    const Household *household = population->households + matter->household;
    guint village = population_village (population, matter->household);
    Random random = random_of (population, CHANCE_MATTERS, G_GUINT64_CONSTANT (1) << 40 | i);
    int limit = days[matter->class], taken = random_chance (&random, 0.12) ? limit + random_between (&random, 1, 20)
                                                                          : random_between (&random, 0, limit);
    g_autofree char *matter_number = g_strdup_printf ("SX%06u", i + 1);
    g_autofree char *number = random_chance (&random, 0.8) ? population_number (population, matter->household) : NULL;

    csv_text (csv, matter_number);
    csv_text (csv, sources[random_weighted (&random, source_weights, 7)]);
    csv_text (csv, population->places->township_names[population->tessellation->villages[village].township]);
    csv_text (csv, population->places->village_names[village]);
    csv_text (csv, population->places->grid_codes[household->grid]);
    csv_text (csv, number);
    csv_text (csv, classes[matter->class]);
    csv_text (csv, contents[random_below (&random, G_N_ELEMENTS (contents))]);
    csv_day (csv, matter->received);
    csv_day (csv, matter->received + (guint32) limit);
    csv_day (csv, matter->completed ? MIN (matter->received + (guint32) taken, last_day ()) : 0);
    if (matter->completed && random_chance (&random, 0.86))
      csv_number (csv, 1 + (int) random_weighted (&random, (const double[]){1, 2, 9, 33, 55}, 5));
    else
      csv_text (csv, "");
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}

typedef struct {
  const char *name, *role, *unit, *township, *village, *grid;
} Person;

static void
write_person (const Population *population, Csv *csv, guint *number, const Person *person)
{
  Random random = random_of (population, CHANCE_STAFF, G_GUINT64_CONSTANT (1) << 40 | *number);
  g_autofree char *staff_number = g_strdup_printf ("R%05u", ++*number);

  csv_text (csv, staff_number);
  csv_text (csv, person->name);
  csv_text (csv, person->role);
  csv_text (csv, person->unit);
  csv_text (csv, person->township);
  csv_text (csv, person->village);
  csv_text (csv, person->grid);
  csv_day (csv, day_of (2021, 1, 1) + (guint32) (1700 * random_unit (&random) * random_unit (&random)));
  csv_text (csv, "");
  csv_end_row (csv);
}

static void
write_office (const Population *population, Csv *csv, guint *number, guint n_people, const char *const roles[2],
              const char *unit, const char *township, const char *village)
{
  for (guint i = 0; i < n_people; i++) {
    Random random = random_of (population, CHANCE_STAFF, G_GUINT64_CONSTANT (1) << 41 | *number);
    g_autofree char *name = name_of_person (&random);

    write_person (population, csv, number, &(Person){name, i == 0 ? "网格长" : i == 1 ? roles[0] : roles[1], unit, township, village, ""});
  }
}

gboolean
staff_write (const Population *population, GError **error)
{
  const Tessellation *t = population->tessellation;
  const Places *places = population->places;
  guint n_townships = t->plan.n_townships, n_villages = t->plan.n_villages, number = 0;
  const Profile *profile = population->options->profile;
  guint of_townships = n_townships * profile->township_staff / profile->plan.n_townships;
  guint of_villages = n_villages * profile->village_staff / profile->plan.n_villages;
  Csv *csv = csv_new (population->options, "staff.csv", "人员编号,姓名,角色,单位,乡（镇）,行政村,网格编码,任职日期,离任日期");

  for (guint i = 0; i < n_townships; i++) {
    g_autofree char *unit = g_strconcat (places->township_names[i], "政府", NULL);

    write_office (population, csv, &number, of_townships * (i + 1) / n_townships - of_townships * i / n_townships,
                  (const char *const[]){"专职网格员", "干部"}, unit, places->township_names[i], "");
  }
  for (guint i = 0; i < n_villages; i++) {
    g_autofree char *unit = g_strconcat (places->village_names[i], "委会", NULL);

    write_office (population, csv, &number, of_villages * (i + 1) / n_villages - of_villages * i / n_villages,
                  (const char *const[]){"第一书记", "干部"}, unit, places->township_names[t->villages[i].township],
                  places->village_names[i]);
  }
  for (guint i = 0; i < t->plan.n_grids; i++) {
    g_autofree char *name = population_worker (population, i);
    Random random = random_of (population, CHANCE_STAFF, G_GUINT64_CONSTANT (1) << 42 | i);
    guint village = t->grids[i].village;

    write_person (population, csv, &number,
                  &(Person){name, random_chance (&random, 0.3) ? "专职网格员" : "兼职网格员", "",
                            places->township_names[t->villages[village].township], places->village_names[village],
                            places->grid_codes[i]});
  }
  return csv_close (csv, error);
}
