/* measures.c - plans, their deadlines and what became of them
 *
 * The profile's figures hold for the cases open at the end: measures in force, those implemented, those of industry and
 * employment among them; the rest is safety net. Stopped measures and those of cleared cases come on top and count in neither.
 */
#include "config.h"
#include "tests/county/measures.h"
#include "tests/county/random.h"

#define SAFETY_NET  7

typedef struct {
  const char *name;
  const char *contents[4];
  const char *unit;
  int least, most;         /* amount in hundreds of yuan */
  double weight;
} Category;

static const Category categories[] = {
  {"产业帮扶", {"发放种苗", "养殖补助", "技术指导", "收购订单"}, "农业农村局", 5, 60, 14},
  {"就业帮扶", {"技能培训", "外出务工补助", "介绍务工", "帮扶车间"}, "人社局", 3, 30, 13},
  {"金融帮扶", {"小额信贷", "防贫保险", "小额信贷贴息", "防贫保险"}, "信用联社", 2, 300, 6},
  {"公益岗位帮扶", {"护林员", "保洁员", "护路员", "水管员"}, "人社局", 8, 96, 9},
  {"健康帮扶", {"大病救治", "慢病签约", "参保资助", "康复服务"}, "卫健局", 3, 150, 13},
  {"义务教育保障", {"控辍保学", "生活补助", "送教上门", "生活补助"}, "教体局", 5, 15, 4},
  {"其他教育帮扶", {"助学贷款", "雨露计划", "助学金", "雨露计划"}, "教体局", 15, 60, 5},
  {"综合保障", {"农村低保", "医保资助", "临时救助", "养老代缴"}, "民政局", 1, 80, 20},
  {"住房安全保障", {"危房改造", "房屋修缮", "抗震改造", "临时安置"}, "住建局", 30, 400, 5},
  {"饮水安全保障", {"管网入户", "水窖修缮", "水质处理", "管网入户"}, "水务局", 5, 50, 3},
  {"社会帮扶", {"结对资助", "企业捐赠", "慰问物资", "爱心超市"}, "工商联", 2, 30, 5},
  {"搬迁", {"避险搬迁", "后续扶持", "避险搬迁", "后续扶持"}, "搬迁安置办", 100, 600, 1},
  {"生产生活条件改善", {"厕所改造", "人畜分离", "庭院整治", "太阳能"}, "乡村振兴局", 5, 50, 4},
  {"基础设施建设", {"入户道路", "灌溉渠", "太阳能路灯", "机耕路"}, "交通局", 10, 200, 2},
};
#define N_CATEGORIES G_N_ELEMENTS (categories)

typedef enum { STATUS_PLANNED, STATUS_IN_PROGRESS, STATUS_IMPLEMENTED, STATUS_STOPPED, STATUS_NOT_APPLICABLE } Status;

typedef struct {
  guint case_number;
  guint ord;             /* within the case */
  guint category;
  guint32 planned, due, status_on;
  Status status;
  double score;          /* the higher, the sooner done */
} Measure;

typedef struct {
  const Population *population;
  const GArray *cases;
  GArray *measures;
} Work;

static guint32
last_day (void)
{
  return day_of (LAST_YEAR, 12, 31);
}

static Random
random_of (const Work *self, guint64 index)
{
  return random_for (self->population->options->plan.seed, CHANCE_MEASURES, index);
}

/* A plan for the case; most are made within days, others follow as the household's needs change. */
static void
plan_measure (Work *self, guint case_number, guint ord)
{
  const Case *one = &g_array_index (self->cases, Case, case_number);
  Random random = random_of (self, (guint64) case_number << 8 | ord);
  guint32 from = one->revoked != 0 && ord % 2 == 1 ? one->revoked : one->identified;
  guint32 until = one->open ? last_day () - 1 : one->cleared - 14;
  guint32 wait = (guint32) (random_chance (&random, 0.7) ? random_between (&random, 0, 12) : random_between (&random, 10, 160));
  Measure measure = {.case_number = case_number, .ord = ord, .planned = MIN (from + wait, until)};
  Story story = population_story (self->population, one->household);
  double age = (double) (last_day () - measure.planned) / 365;

  measure.due = measure.planned + (guint32) (30 * random_between (&random, 1, 4));
  measure.score = random_unit (&random) + 0.5 * MIN (age, 1)
                + (story == STORY_SLIPPING ? -0.45 : story == STORY_RECOVERING ? 0.3 : 0);
  g_array_append_val (self->measures, measure);
}

/* Numbers of measures for the open cases, at least one and at most eight each, that add up exactly. */
static void
plan_open (Work *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *count = NULL;
  guint total = population_scale (self->population, self->population->options->profile->planned), given = 0;
  Random random = random_of (self, G_MAXUINT64);

  for (guint i = 0; i < self->cases->len; i++)
    if (g_array_index (self->cases, Case, i).open)
      g_array_append_val (open, i);
  count = g_new (guint, open->len);
  for (guint i = 0; i < open->len; i++)
    given += count[i] = (guint) random_between (&random, 2, 5);
  while (given != total) {
    guint i = random_below (&random, open->len);

    if (given < total ? count[i] < 8 : count[i] > 1) {
      count[i] += given < total ? 1 : -1u;
      given = given < total ? given + 1 : given - 1;
    }
  }
  for (guint i = 0; i < open->len; i++)
    for (guint k = 0; k < count[i]; k++)
      plan_measure (self, g_array_index (open, guint, i), k);
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Measure *p = a, *q = b;

  if (p->score != q->score)
    return p->score > q->score ? -1 : 1;
  return p->case_number != q->case_number ? (p->case_number < q->case_number ? -1 : 1) : (int) p->ord - (int) q->ord;
}

static void
implement (const Work *self, Measure *measure)
{
  const Case *one = &g_array_index (self->cases, Case, measure->case_number);
  Random random = random_of (self, G_GUINT64_CONSTANT (1) << 50 | (guint64) measure->case_number << 8 | measure->ord);
  gboolean slow = population_story (self->population, one->household) == STORY_SLIPPING;
  guint32 wait = (guint32) (slow ? random_between (&random, 20, 150) : random_between (&random, 3, 62));

  measure->status = STATUS_IMPLEMENTED;
  measure->status_on = MIN (measure->planned + wait, one->open ? last_day () : one->cleared);
}

/* Gives @category to @n of the implemented measures, one a household, where someone can work. */
static void
give_category (Work *self, guint n_implemented, guint category, guint n, guint8 *given)
{
  for (guint pass = 0; n > 0; pass++)
    for (guint i = 0; i < n_implemented && n > 0; i++) {
      Measure *measure = &g_array_index (self->measures, Measure, (i * 7919u) % n_implemented);
      guint household = g_array_index (self->cases, Case, measure->case_number).household;

      if (measure->category != SAFETY_NET
          || (pass == 0 && (given[measure->case_number] & 1 << category
                            || self->population->households[household].labour == 0)))
        continue;
      measure->category = category;
      given[measure->case_number] |= (guint8) (1 << category);
      n--;
    }
}

static guint
draw_category (Random *random)
{
  double weights[N_CATEGORIES];

  for (guint i = 0; i < N_CATEGORIES; i++)
    weights[i] = categories[i].weight;
  return random_weighted (random, weights, N_CATEGORIES);
}

static void
decide_open (Work *self)
{
  guint n_implemented = population_scale (self->population, self->population->options->profile->implemented);
  g_autofree guint8 *given = g_new0 (guint8, self->cases->len);
  Random random = random_of (self, G_MAXUINT64 - 1);

  g_array_sort (self->measures, compare_scores);
  for (guint i = 0; i < self->measures->len; i++) {
    Measure *measure = &g_array_index (self->measures, Measure, i);

    if (i < n_implemented) {
      measure->category = SAFETY_NET;
      implement (self, measure);
    } else {
      /* Each category occurs, then by weight. */
      measure->category = i - n_implemented < N_CATEGORIES ? i - n_implemented : draw_category (&random);
      measure->status = random_chance (&random, 0.55) ? STATUS_IN_PROGRESS : STATUS_PLANNED;
    }
  }
  give_category (self, n_implemented, 0, population_scale (self->population, self->population->options->profile->industry), given);
  give_category (self, n_implemented, 1, population_scale (self->population, self->population->options->profile->employment), given);
}

/* Measures of open cases that were given up; they leave the plan. */
static void
add_withdrawn (Work *self)
{
  guint n = population_scale (self->population, self->population->options->profile->withdrawn);
  Random random = random_of (self, G_MAXUINT64 - 2);

  while (n > 0) {
    guint i = random_below (&random, self->cases->len);
    guint32 wait;
    Measure *measure;

    if (!g_array_index (self->cases, Case, i).open)
      continue;
    plan_measure (self, i, 20 + n);
    measure = &g_array_index (self->measures, Measure, self->measures->len - 1);
    measure->category = draw_category (&random);
    measure->status = random_chance (&random, 0.6) ? STATUS_STOPPED : STATUS_NOT_APPLICABLE;
    wait = (guint32) random_between (&random, 10, 90);
    measure->status_on = MIN (measure->planned + wait, last_day ());
    n--;
  }
}

static void
add_cleared (Work *self)
{
  Random random = random_of (self, G_MAXUINT64 - 3);

  for (guint i = 0; i < self->cases->len; i++) {
    guint n = (guint) random_between (&random, 2, 4);

    if (g_array_index (self->cases, Case, i).open)
      continue;
    for (guint k = 0; k < n; k++) {
      Measure *measure;

      plan_measure (self, i, k);
      measure = &g_array_index (self->measures, Measure, self->measures->len - 1);
      measure->category = draw_category (&random);
      implement (self, measure);
      if (random_chance (&random, 0.06))
        measure->status = STATUS_STOPPED;
    }
  }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Measure *p = a, *q = b;

  if (p->case_number != q->case_number)
    return p->case_number < q->case_number ? -1 : 1;
  return p->planned != q->planned ? (p->planned < q->planned ? -1 : 1) : (int) p->ord - (int) q->ord;
}

gboolean
measures_write (const Population *population, const GArray *cases, GError **error)
{
  static const char *const statuses[] = {"计划", "实施中", "已落实", "已停止", "不适用"};
  g_autoptr (GArray) measures = g_array_new (FALSE, FALSE, sizeof (Measure));
  Work work = {population, cases, measures};
  Csv *csv = csv_new (population->options, "measures.csv",
                      "户编号,措施类别,措施内容,计划时间,应完成时间,责任单位,金额（元）,落实状态,落实时间");

  plan_open (&work);
  decide_open (&work);
  add_withdrawn (&work);
  add_cleared (&work);
  g_array_sort (measures, compare_places);
  for (guint i = 0; i < measures->len; i++) {
    const Measure *measure = &g_array_index (measures, Measure, i);
    const Category *category = categories + measure->category;
    Random random = random_of (&work, G_GUINT64_CONSTANT (1) << 51 | i);
    g_autofree char *number = population_number (
      population, g_array_index (cases, Case, measure->case_number).household);

    csv_text (csv, number);
    csv_text (csv, category->name);
    csv_text (csv, category->contents[(measure->ord + measure->case_number) % 4]);
    csv_day (csv, measure->planned);
    csv_day (csv, measure->due);
    csv_text (csv, category->unit);
    csv_number (csv, 100 * random_between (&random, category->least, category->most));
    csv_text (csv, statuses[measure->status]);
    csv_day (csv, measure->status_on);
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}
