/* mechanisms.c - the counties' own ledgers, each with its published numbers */
#include "config.h"
#include "tests/county/mechanisms.h"
#include "tests/county/csv.h"
#include "tests/county/names.h"
#include "tests/county/random.h"

#include <string.h>

typedef struct {
  const Population *population;
  const Tessellation *tessellation;
  const Places *places;
} Work;

static guint
n_villages (const Work *self)
{
  return self->tessellation->plan.n_villages;
}

/* "…,乡（镇）,行政村": the first two cells of a place; village n_villages is the county itself. */
static void
write_village (const Work *self, Csv *csv, guint village)
{
  gboolean county = village >= n_villages (self);

  csv_text (csv, county ? "" : self->places->township_names[self->tessellation->villages[village].township]);
  csv_text (csv, county ? "" : self->places->village_names[village]);
}

/* The @index-th of @n equal parts of @total, so that the parts add up exactly. */
static guint
part (guint total, guint index, guint n)
{
  return (guint) ((guint64) total * (index + 1) / n - (guint64) total * index / n);
}

/* Resources ---------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *kind, *name;
  guint n;               /* rows                       */
  guint quantity;        /* of all together            */
  guint jobs, households; /* of all together            */
  guint yuan;            /* of each                    */
} Resources;

static gboolean
resources_write (const Work *self, const Resources *resources, GError **error)
{
  Csv *csv = csv_new (self->population->options, "resources.csv", "资源类型,名称,乡（镇）,行政村,日期,数量,吸纳就业人数,帮扶监测户数,金额（元）");

  for (; resources->kind != NULL; resources++)
    for (guint i = 0; i < resources->n; i++) {
      g_autofree char *name = g_strdup_printf ("%s%03u", resources->name, i + 1);
      csv_text (csv, resources->kind);
      csv_text (csv, name);
      write_village (self, csv, i * 7 % n_villages (self));
      csv_day (csv, day_of (2025, 1 + (int) (i % 12), 10));
      csv_number (csv, (int) part (resources->quantity, i, resources->n));
      csv_number (csv, (int) part (resources->jobs, i, resources->n));
      csv_number (csv, (int) part (resources->households, i, resources->n));
      csv_number (csv, (int) resources->yuan);
      csv_end_row (csv);
    }
  return csv_close (csv, error);
}

/* People and what they are assigned to ----------------------------------------------------------------------------- */

#define PEOPLE_HEADINGS "人员编号,姓名,角色,单位,乡（镇）,行政村,网格编码,任职日期,离任日期"

static void
write_person (const Work *self, Csv *csv, const char *prefix, guint number, const char *role, guint village, const char *grid)
{
  Random random = random_for (self->population->options->plan.seed, CHANCE_STAFF, G_GUINT64_CONSTANT (1) << 43 | number);
  g_autofree char *staff_number = g_strdup_printf ("%s%05u", prefix, number + 1), *name = name_of_person (&random);

  csv_text (csv, staff_number);
  csv_text (csv, name);
  csv_text (csv, role);
  csv_text (csv, "");
  write_village (self, csv, village);
  csv_text (csv, grid);
  csv_day (csv, day_of (2021, 3, 1));
  csv_text (csv, "");
  csv_end_row (csv);
}

typedef struct {
  const char *prefix, *role;
  guint n; /* spread over the villages */
} People;

static gboolean
people_write (const Work *self, const People *people, GError **error)
{
  Csv *csv = csv_new (self->population->options, "people.csv", PEOPLE_HEADINGS);

  for (; people->role != NULL; people++)
    for (guint i = 0; i < people->n; i++)
      write_person (self, csv, people->prefix, i, people->role, (guint) ((guint64) i * n_villages (self) / people->n), "");
  return csv_close (csv, error);
}

/* Every household is linked to one of @n_members, neighbours to the same one. */
static gboolean
links_write (const Work *self, guint n_members, GError **error)
{
  const Population *population = self->population;
  Csv *csv = csv_new (population->options, "assignments.csv", "人员编号,户编号,职责,包联开始日期");

  for (guint h = 0; h < population->n_households; h++) {
    g_autofree char *member = g_strdup_printf ("D%05u", (guint) ((guint64) h * n_members / population->n_households) + 1);
    g_autofree char *number = population_number (population, h);
    csv_text (csv, member);
    csv_text (csv, number);
    csv_text (csv, "联户");
    csv_day (csv, day_of (2021, 6, 1));
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}

/* Levels and declared sizes ------------------------------------------------------------------------------------------ */

#define REGION_HEADINGS "区划代码,名称,层级,上级代码,网格类型,户数,人口数"

static void
write_region (Csv *csv, const char *code, const char *name, const char *level, const char *parent, const char *grid_kind,
              guint households, guint persons)
{
  csv_text (csv, code);
  csv_text (csv, name);
  csv_text (csv, level);
  csv_text (csv, parent);
  csv_text (csv, grid_kind);
  if (households > 0)
    csv_number (csv, (int) households);
  else
    csv_text (csv, "");
  if (persons > 0)
    csv_number (csv, (int) persons);
  else
    csv_text (csv, "");
  csv_end_row (csv);
}

/* Areas between township and village, and below each grid its joint units. */
static gboolean
levels_write (const Work *self, guint n_areas, guint n_joint_units, guint households, GError **error)
{
  const Tessellation *t = self->tessellation;
  Csv *csv = csv_new (self->population->options, "regions.csv", REGION_HEADINGS);

  for (guint i = 0; i < t->plan.n_townships; i++) {
    const Township *township = &t->townships[i];
    guint n = part (n_areas, i, t->plan.n_townships);
    for (guint a = 0; a < n; a++) {
      g_autofree char *code = g_strdup_printf ("%sG%02u", self->places->township_codes[i], a + 1);
      g_autofree char *name = g_strdup_printf ("第%u管区", a + 1);
      write_region (csv, code, name, "管区", self->places->township_codes[i], "", 0, 0);
    }
    for (guint v = 0; v < township->n_villages; v++) {
      g_autofree char *area = g_strdup_printf ("%sG%02u", self->places->township_codes[i], v * n / township->n_villages + 1);
      guint village = township->first_village + v;
      write_region (csv, self->places->village_codes[village], self->places->village_names[village], "村", area, "", 0, 0);
    }
  }
  for (guint g = 0; g < t->plan.n_grids; g++)
    for (guint k = 0, n = part (n_joint_units, g, t->plan.n_grids); k < n; k++) {
      g_autofree char *code = g_strdup_printf ("%s%02u", self->places->grid_codes[g], k + 1);
      g_autofree char *name = g_strdup_printf ("第%u联户", k + 1);
      write_region (csv, code, name, "联户", self->places->grid_codes[g], "", households, 0);
    }
  return csv_close (csv, error);
}

static const char *
grid_kind_of (const Work *self, guint grid)
{
  guint village = self->tessellation->grids[grid].village;

  if (grid % 20 == 19) /* offices, parks, factories */
    return "专属网格";
  return g_str_has_suffix (self->places->village_names[village], "社区") || village % 3 == 0 ? "城市社区网格" : "农村网格";
}

/* What kind each grid is; @kind NULL: as the place suggests. One village may declare how many people live in it. */
static gboolean
kinds_write (const Work *self, const char *kind, guint village_of_grids, guint persons, GError **error)
{
  const Tessellation *t = self->tessellation;
  Csv *csv = csv_new (self->population->options, "regions.csv", REGION_HEADINGS);

  for (guint g = 0; g < t->plan.n_grids; g++)
    write_region (csv, self->places->grid_codes[g], self->places->grid_names[g], "网格",
                  self->places->village_codes[t->grids[g].village], kind != NULL ? kind : grid_kind_of (self, g), 0, 0);
  for (guint v = 0; v < t->plan.n_villages && village_of_grids > 0; v++)
    if (t->villages[v].n_grids == village_of_grids) {
      write_region (csv, self->places->village_codes[v], self->places->village_names[v], "村",
                    self->places->township_codes[t->villages[v].township], "", 0, persons);
      break;
    }
  return csv_close (csv, error);
}

/* Warnings, trainings, assessments, kept ledgers, tickets ----------------------------------------------------------------- */

/* @n warnings of the departments in one year, all checked, of which @n_cases led to a case. */
static gboolean
warnings_write (const Work *self, guint n, guint n_cases, GError **error)
{
  static const char *const kinds[][2] = {
    {"民政局", "低保新增"}, {"民政局", "特困"}, {"民政局", "临时救助"}, {"住建局", "危房"}, {"医保局", "大额医疗"}, {"残联", "重度残疾"}};
  static const char *const others[] = {"无风险", "帮扶不纳入", "已是监测对象", "查无此人"};
  const Population *population = self->population;
  Csv *csv = csv_new (population->options, "warnings.csv",
                      "预警编号,推送部门,预警类型,户编号,乡（镇）,行政村,推送日期,核查时限,村级核查日期,村级核查结果,乡镇复核日期,乡镇复核结果");

  for (guint i = 0; i < n; i++) {
    Random random = random_for (population->options->plan.seed, CHANCE_MATTERS, G_GUINT64_CONSTANT (1) << 44 | i);
    guint household = random_below (&random, population->n_households), kind = random_below (&random, G_N_ELEMENTS (kinds));
    gboolean enters = i < n_cases;
    guint32 pushed = day_of (2025, 1 + (int) (i % 11), 5);
    g_autofree char *warning = g_strdup_printf ("YJ%05u", i + 1), *number = population_number (population, household);
    const char *other = others[random_weighted (&random, (const double[]){88, 6, 4, 2}, 4)];

    csv_text (csv, warning);
    csv_text (csv, kinds[kind][0]);
    csv_text (csv, kinds[kind][1]);
    csv_text (csv, number);
    write_village (self, csv, population_village (population, household));
    csv_day (csv, pushed);
    csv_day (csv, pushed + 15);
    csv_day (csv, pushed + (guint32) random_between (&random, 2, 14));
    csv_text (csv, enters ? "纳入监测" : other);
    csv_day (csv, enters ? pushed + 20 : 0);
    csv_text (csv, enters ? "纳入监测" : "");
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}

static void
write_training (const Work *self, Csv *csv, const char *kind, const char *township, guint32 day, guint attended, guint examined)
{
  (void) self;
  csv_text (csv, kind);
  csv_text (csv, township);
  csv_day (csv, day);
  csv_text (csv, "2");
  csv_text (csv, "会议室");
  csv_number (csv, (int) attended);
  csv_number (csv, (int) examined);
  csv_number (csv, (int) (examined * 9 / 10));
  csv_end_row (csv);
}

typedef struct {
  const char *kind;
  guint of_county;   /* sessions a year             */
  guint of_township; /* sessions a year and township */
  guint attended;    /* each                        */
  gboolean exam;
} Training;

static gboolean
trainings_write (const Work *self, int year, const Training *trainings, GError **error)
{
  Csv *csv = csv_new (self->population->options, "trainings.csv", "培训类型,乡（镇）,培训日期,学时,培训地点,参训人数,考试人数,合格人数");

  for (; trainings->kind != NULL; trainings++) {
    guint examined = trainings->exam ? trainings->attended : 0;
    for (guint i = 0; i < trainings->of_county; i++)
      write_training (self, csv, trainings->kind, "", day_of (year, 1 + (int) (i * 12 / trainings->of_county), 19), trainings->attended,
                      examined);
    for (guint t = 0; t < self->tessellation->plan.n_townships; t++)
      for (guint i = 0; i < trainings->of_township; i++)
        write_training (self, csv, trainings->kind, self->places->township_names[t],
                        day_of (year, 1 + (int) (i * 12 / trainings->of_township), i % 2 == 0 ? 8 : 22), trainings->attended, examined);
  }
  return csv_close (csv, error);
}

/* 1+1+3+N: a leader, a full-time and three part-time workers, and assistants up to ten in towns and eight in the country. */
static gboolean
crews_write (const Work *self, GError **error)
{
  static const char *const roles[] = {"网格长", "专职网格员", "兼职网格员", "兼职网格员", "兼职网格员"};
  Csv *csv = csv_new (self->population->options, "people.csv", PEOPLE_HEADINGS);
  guint number = 0;

  for (guint g = 0; g < self->tessellation->plan.n_grids; g++) {
    guint n = g_str_equal (grid_kind_of (self, g), "城市社区网格") ? 10 : 8;
    for (guint i = 0; i < n; i++)
      write_person (self, csv, "W", number++, i < G_N_ELEMENTS (roles) ? roles[i] : "网格助理员", self->tessellation->grids[g].village,
                    self->places->grid_codes[g]);
  }
  return csv_close (csv, error);
}

static gboolean
kept_ledgers_write (const Work *self, GError **error)
{
  static const char *const types[] = {"实有人口", "弱势群体", "特殊人群", "流动人口", "重点场所"};
  Csv *csv = csv_new (self->population->options, "ledgers.csv", "台账类型,乡（镇）,行政村,网格编码,更新日期,条数");

  for (guint g = 0; g < self->tessellation->plan.n_grids; g++)
    for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
      csv_text (csv, types[i]);
      write_village (self, csv, self->tessellation->grids[g].village);
      csv_text (csv, self->places->grid_codes[g]);
      csv_day (csv, day_of (2025, 12, 20));
      csv_number (csv, (int) (20 + (g * 13 + i * 7) % 300));
      csv_end_row (csv);
    }
  return csv_close (csv, error);
}

/* 五考 of one year: every kind as often as its name says. */
static gboolean
assessments_write (const Work *self, GError **error)
{
  static const struct {
    const char *kind, *method;
    guint n; /* a year */
    gboolean of_grids;
  } kinds[] = {{"网格月考", "量化", 12, TRUE}, {"村季考", "平台数据", 4, FALSE}, {"乡镇半年考", "量化", 2, FALSE},
               {"群众半年评", "民主测评", 2, FALSE}, {"年终考核", "量化", 1, FALSE}};
  const Tessellation *t = self->tessellation;
  Csv *csv = csv_new (self->population->options, "assessments.csv", "考核类型,考核周期,乡（镇）,行政村,网格编码,考核日期,得分,考核方式");

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < kinds[k].n; i++)
      for (guint r = 0; r < (kinds[k].of_grids ? t->plan.n_grids : t->plan.n_villages); r++) {
        guint month = (i + 1) * 12 / kinds[k].n;
        g_autofree char *period = kinds[k].n == 12  ? g_strdup_printf ("2025-%02u", month)
                                  : kinds[k].n == 1 ? g_strdup ("2025")
                                                    : g_strdup_printf ("2025%s%u", kinds[k].n == 4 ? "Q" : "H", i + 1);
        csv_text (csv, kinds[k].kind);
        csv_text (csv, period);
        write_village (self, csv, kinds[k].of_grids ? t->grids[r].village : r);
        csv_text (csv, kinds[k].of_grids ? self->places->grid_codes[r] : "");
        csv_day (csv, day_of (2025, (int) month, 28));
        csv_number (csv, (int) (70 + (r * 17 + i * 5) % 30));
        csv_text (csv, kinds[k].method);
        csv_end_row (csv);
      }
  return csv_close (csv, error);
}

/* 点单 核单 下单 派单 接单 评单 for the first @n matters, one stage a day. */
static gboolean
tickets_write (const Work *self, guint n, GError **error)
{
  static const char *const stages[] = {"点单", "核单", "下单", "派单", "接单", "评单"};
  Csv *csv = csv_new (self->population->options, "tickets.csv", "事项编号,环节,轮次,环节日期,用时（小时）,是否退回");

  for (guint i = 0; i < n; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (stages); k++) {
      g_autofree char *number = g_strdup_printf ("SX%06u", i + 1);
      csv_text (csv, number);
      csv_text (csv, stages[k]);
      csv_text (csv, "1");
      csv_day (csv, day_of (2025, 11, 1 + (int) k));
      csv_number (csv, 1 + (int) ((i + k) % 24));
      csv_text (csv, (i + k) % 37 == 0 ? "是" : "否");
      csv_end_row (csv);
    }
  return csv_close (csv, error);
}

/* The counties ------------------------------------------------------------------------------------------------------------ */

static gboolean
linqu_write (const Work *self, GError **error)
{
  static const People people[] = {{"D", "党员", 21500}, {NULL}};
  static const Resources resources[] = {
    {"托养点", "集中照护点", 6, 210, 0, 0, 0}, {"企业", "帮扶车间", 60, 0, 3666, 120, 0}, {NULL}};

  return kinds_write (self, "党建网格", 16, 7012, error) && people_write (self, people, error) && links_write (self, 21500, error)
         && resources_write (self, resources, error);
}

static gboolean
jiyang_write (const Work *self, GError **error)
{
  static const Training trainings[] = {{"集中培训", 1, 0, 2400, FALSE}, {NULL}};
  static const Resources resources[] = {{"基金", "防贫保险基金", 1, 0, 0, 0, 2000000}, {"企业", "E+520企业", 20, 0, 100, 40, 0}, {NULL}};

  return levels_write (self, 44, 2065, 50, error) && warnings_write (self, 4000, 15, error)
         && trainings_write (self, 2025, trainings, error) && resources_write (self, resources, error);
}

static gboolean
linzi_write (const Work *self, GError **error)
{
  static const Training trainings[] = {{"县级月培训", 12, 0, 180, TRUE}, {"乡镇月培训", 0, 24, 60, TRUE}, {NULL}};

  return trainings_write (self, 2023, trainings, error);
}

static gboolean
linxia_write (const Work *self, GError **error)
{
  static const Training trainings[] = {
    {"岗前培训", 1, 0, 300, TRUE}, {"集中培训", 2, 1, 120, TRUE}, {"业务培训", 4, 2, 80, TRUE}, {"结对带教", 0, 4, 20, FALSE}, {NULL}};
  static const Resources resources[] = {{"应急队伍", "应急队", 16, 16 * 9, 0, 0, 0}, {NULL}};

  return kinds_write (self, NULL, 0, 0, error) && crews_write (self, error) && kept_ledgers_write (self, error)
         && trainings_write (self, 2025, trainings, error) && assessments_write (self, error) && tickets_write (self, 140, error)
         && resources_write (self, resources, error);
}

static gboolean
leting_write (const Work *self, GError **error)
{
  static const People people[] = {{"L", "部门联络员", 32}, {"B", "干部", 3700}, {"Z", "志愿者", 5700}, {NULL}};
  static const Resources resources[] = {
    {"党群微家", "党群微家", 50, 2500, 0, 0, 0}, {"活动", "微课堂", 70, 850, 0, 0, 0}, {"服务", "四自一送", 105, 0, 0, 0, 0},
    {"共建单位", "共建单位", 74, 0, 0, 0, 0}, {"驻区单位", "驻区单位", 16, 0, 0, 0, 0}, {"社会组织", "社会组织", 15, 0, 0, 0, 0}, {NULL}};

  return people_write (self, people, error) && resources_write (self, resources, error);
}

gboolean
mechanisms_write (const Population *population, GError **error)
{
  static const struct {
    const char *profile;
    gboolean (*write) (const Work *work, GError **error);
  } writers[] = {{"linqu", linqu_write}, {"jiyang", jiyang_write}, {"linzi", linzi_write}, {"linxia", linxia_write}, {"leting", leting_write}};
  const Work work = {population, population->tessellation, population->places};

  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    if (strcmp (writers[i].profile, population->options->profile->name) == 0)
      return writers[i].write (&work, error);
  return TRUE;
}
