#include "recount.h"
#include "src/check.h"
#include "src/relations.h"
#include "src/rules.h"
#include "tests/src/run.h"

#include <math.h>
#include <string.h>

typedef struct {
  double numerator, denominator, value;
} Figure;

/* What the program answered so far, of one project. */
struct _Answers {
  GHashTable *figures; /* "indicator code date since" → Figure */
  GHashTable *asked;   /* questions                             */
  char *ids;           /* of all indicators                     */
};

struct _Recount {
  const LbDocument *document;
  char *path;
  LbProject *project;
  LbDb *db;             /* with rules, relations and the lists as tables */
  Answers *answers;
  GHashTable *cubes;
  GHashTable *rows;     /* "list region" → name of a table of its rows there */
};

static const char *const levels[LB_N_LEVELS] = {"county", "township", "area", "village", "grid", "joint_unit"};

static char *
key_of (const char *indicator, const char *code, const char *day, const char *since)
{
  return g_strdup_printf ("%s %s %s %s", indicator, code, day, since);
}

static void
read_answer (Recount *self, const char *text, const char *since)
{
  static const char head[] = "code,name,level,as_of,indicator,numerator,denominator,value\n";
  const char *end = text + strlen (text), *next;

  g_assert_true (g_str_has_prefix (text, head));
  for (const char *line = text + strlen (head); line < end; line = next + 1) {
    next = memchr (line, '\n', (gsize) (end - line));
    g_assert_nonnull (next);
    g_autofree char *row = g_strndup (line, (gsize) (next - line));
    g_auto (GStrv) cells = g_strsplit (row, ",", -1);
    Figure *figure = g_new (Figure, 1);
    double *numbers[] = {&figure->numerator, &figure->denominator, &figure->value};
    g_assert_cmpuint (g_strv_length (cells), ==, 8);
    for (gsize i = 0; i < 3; i++)
      *numbers[i] = *cells[5 + i] == '\0' ? NAN : g_ascii_strtod (cells[5 + i], NULL);
    g_hash_table_insert (self->answers->figures, key_of (cells[4], cells[0], cells[3], since), figure);
  }
}

/* All indicators at one level and date in one run of the program. */
static void
ask (Recount *self, LbLevel level, const char *day, const char *since)
{
  g_autofree char *question = g_strdup_printf ("%d %s %s", level, day, since);
  const char *ids = self->answers->ids;

  if (!g_hash_table_add (self->answers->asked, g_steal_pointer (&question)))
    return;
  g_autoptr (Run) run = *since == '\0' ? run_program ("values", self->path, ids, "--level", levels[level], "--as-of", day, "--csv", "-", NULL)
                                       : run_program ("values", self->path, ids, "--level", levels[level], "--as-of", day, "--since", since,
                                                      "--csv", "-", NULL);
  if (run->status != 0)
    g_error ("%s", run->err);
  read_answer (self, run->out, since);
}

static const Figure *
figure_of (Recount *self, const char *indicator, guint region, gint32 day, gint32 since)
{
  const LbRegion *place = lb_region_tree_get (self->document->figures->regions, region);
  g_autofree char *day_text = lb_day_to_text (day), *since_text = since == LB_DAY_NONE ? g_strdup ("") : lb_day_to_text (since);
  g_autofree char *key = key_of (indicator, place->code, day_text, since_text);

  ask (self, place->level, day_text, since_text);
  return g_hash_table_lookup (self->answers->figures, key);
}

static LbCube *
cube_of (Recount *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  LbCube *cube = g_hash_table_lookup (self->cubes, id);

  if (cube != NULL)
    return cube;
  g_autoptr (LbIndicator) indicator = lb_indicator_find (id, NULL, "zh", &error);
  g_assert_no_error (error);
  cube = lb_cube_build (self->project, indicator, NULL, &error);
  g_assert_no_error (error);
  g_hash_table_insert (self->cubes, g_strdup (id), cube);
  return cube;
}

static double
persons_of (Recount *self, const LbTemplateUse *use, gint32 day)
{
  g_autoptr (LbValues) values = lb_cube_at (cube_of (self, use->indicator), day);

  return values->persons[use->region];
}

/* The value that orders and counts regions, and whether its base is large enough. */
static double
value_at (Recount *self, const LbTemplateUse *use, guint region, gboolean *small)
{
  const LbFigures *figures = self->document->figures;
  gint32 day = use->when == LB_WHEN_THEN ? figures->since : figures->as_of;
  const Figure *figure = figure_of (self, use->indicator, region, day, use->when == LB_WHEN_CHANGE ? figures->since : LB_DAY_NONE);
  const Figure *stock = figure_of (self, use->indicator, region, use->when == LB_WHEN_CHANGE ? figures->as_of : day, LB_DAY_NONE);
  const LbValues *now = lb_figures_find (figures, use->indicator)->now;

  *small = stock != NULL && !now->indicator->plain && now->indicator->form == LB_FORM_RATIO && stock->denominator < now->min_base;
  return figure == NULL ? NAN : figure->value;
}

/* 1 and how many of its level within the report are better. */
static double
rank_of (Recount *self, const LbTemplateUse *use)
{
  const LbFigures *figures = self->document->figures;
  const LbRegion *scope = lb_region_tree_get (figures->regions, figures->region);
  gboolean up = lb_figures_find (figures, use->indicator)->now->indicator->better == LB_BETTER_UP, small;
  double own = value_at (self, use, use->region, &small);
  guint better = 0;

  if (isnan (own) || small || lb_figures_find (figures, use->indicator)->now->indicator->better == LB_BETTER_NONE)
    return NAN;
  for (guint i = figures->region; i < scope->end; i++) {
    if (lb_region_tree_get (figures->regions, i)->level != lb_region_tree_get (figures->regions, use->region)->level)
      continue;
    double other = value_at (self, use, i, &small);
    better += !isnan (other) && !small && (up ? other > own : other < own);
  }
  return better + 1;
}

static double
expected_figure (Recount *self, const LbTemplateUse *use)
{
  const LbFigures *figures = self->document->figures;
  gint32 day = use->day != LB_DAY_NONE ? use->day : use->when == LB_WHEN_THEN ? figures->since : figures->as_of;
  gint32 since = use->when == LB_WHEN_CHANGE ? figures->since : LB_DAY_NONE;

  if (use->field == LB_FIELD_RANK)
    return rank_of (self, use);
  if (use->field == LB_FIELD_PERSONS)
    return persons_of (self, use, day) - (since == LB_DAY_NONE ? 0 : persons_of (self, use, since));
  const Figure *figure = figure_of (self, use->indicator, use->region, day, since);
  g_assert_nonnull (figure);
  return use->field == LB_FIELD_NUMERATOR     ? figure->numerator
         : use->field == LB_FIELD_DENOMINATOR ? figure->denominator
         : use->field == LB_FIELD_OPEN        ? figure->denominator - figure->numerator
                                              : figure->value;
}

static gboolean
holds (char comparison, double value, double limit)
{
  switch (comparison) {
  case '<': return value < limit;
  case '>': return value > limit;
  case '=': return fabs (value - limit) <= 0;
  case '!': return fabs (value - limit) > 0;
  case 'l': return value <= limit;
  case 'g': return value >= limit;
  default: return TRUE;
  }
}

static double
expected_regions (Recount *self, const LbTemplateUse *use)
{
  const LbFigures *figures = self->document->figures;
  guint end = lb_region_tree_get (figures->regions, use->region)->end, n = 0;
  gboolean small = FALSE;
  double own = use->how == LB_HOW_TIED ? value_at (self, use, use->row, &small) : NAN;

  for (guint i = use->region; i < end; i++) {
    if (lb_region_tree_get (figures->regions, i)->level != use->level)
      continue;
    double value = use->how == LB_HOW_ALL ? 0 : value_at (self, use, i, &small);
    switch (use->how) {
    case LB_HOW_ALL: n++; break;
    case LB_HOW_BEYOND: n += !isnan (value) && holds (use->comparison, value, use->low); break;
    case LB_HOW_RANKED: n += !isnan (value) && !small && holds (use->comparison, value, use->low); break;
    case LB_HOW_NO_DATA: n += isnan (value); break;
    case LB_HOW_TIED: n += fabs (value - own) <= 0; break;
    }
  }
  return n;
}

/* The list's query as the temporary table l_ID. */
static void
make_table (Recount *self, const LbList *list)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL, *all = NULL;
  sqlite3_stmt *query;

  g_file_get_contents (list->path, &sql, NULL, &error);
  g_assert_no_error (error);
  all = g_strdup_printf ("CREATE TEMP TABLE \"l_%s\" AS\n%s", list->id, sql);
  if (sqlite3_prepare_v2 (lb_db_get_handle (self->db), all, -1, &query, NULL) != SQLITE_OK)
    g_error ("%s: %s", list->id, sqlite3_errmsg (lb_db_get_handle (self->db)));
  int as_of = sqlite3_bind_parameter_index (query, ":as_of"), since = sqlite3_bind_parameter_index (query, ":since");
  if (as_of > 0)
    sqlite3_bind_int (query, as_of, self->document->figures->as_of);
  if (since > 0 && self->document->figures->since != LB_DAY_NONE)
    sqlite3_bind_int (query, since, self->document->figures->since);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_DONE);
  sqlite3_finalize (query);
}

/* Rows of the list that lie in the region, by the parents as they are stored; a list of sums has one row for each text. */
static char *
select_rows (Recount *self, const LbTemplateUse *use, const LbList *list)
{
  const LbRegion *place = lb_region_tree_get (self->document->figures->regions, use->region);
  g_autoptr (GString) texts = g_string_new (NULL), numbers = g_string_new (NULL);
  g_autofree char *where = lb_list_find_column (list, "_region") < 0
                             ? g_strdup ("1")
                             : g_strdup_printf ("(_region IN within%s)", place->parent < 0 ? " OR _region IS NULL" : "");

  for (guint i = 0; i < list->columns->len; i++) {
    const LbListColumn *column = &g_array_index (list->columns, LbListColumn, i);
    if (column->hidden)
      continue;
    if (column->kind == LB_CELL_NUMBER)
      g_string_append_printf (numbers, ", sum (\"%s\") AS \"%s\"", column->head, column->head);
    else
      g_string_append_printf (texts, "%s\"%s\"", texts->len > 0 ? ", " : "", column->head);
  }
  g_autofree char *below = g_strdup_printf (
    "WITH RECURSIVE within (id) AS (SELECT %" G_GINT64_FORMAT " UNION ALL SELECT r.id FROM region r JOIN within w ON r.parent_id = w.id) ",
    place->id);
  if (!list->sum)
    return g_strdup_printf ("%sSELECT *, rowid AS place FROM \"l_%s\" WHERE %s", below, list->id, where);
  return g_strdup_printf ("%sSELECT %s%s, min (rowid) AS place FROM \"l_%s\" WHERE %s GROUP BY %s", below, texts->str, numbers->str, list->id,
                          where, texts->str);
}

/* The name of the table of those rows, made when first asked for. Borrowed. */
static const char *
rows_of (Recount *self, const LbTemplateUse *use, const LbList *list)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strdup_printf ("%s %u", list->id, use->region);
  const char *known = g_hash_table_lookup (self->rows, key);

  if (known != NULL)
    return known;
  char *name = g_strdup_printf ("rows_%u", g_hash_table_size (self->rows));
  g_autofree char *select = select_rows (self, use, list);
  g_autofree char *sql = g_strdup_printf ("CREATE TEMP TABLE %s AS %s ORDER BY place", name, select);
  lb_db_exec (self->db, sql, &error);
  g_assert_no_error (error);
  g_hash_table_insert (self->rows, g_steal_pointer (&key), name);
  return name;
}

static double
expected_of_list (Recount *self, const LbTemplateUse *use)
{
  g_autoptr (GError) error = NULL;
  const LbList *list = lb_figures_find_list (self->document->figures, use->list);
  const char *rows = rows_of (self, use, list);
  g_autofree char *sql = NULL;
  double number = NAN;

  switch (use->tells) {
  case LB_TELLS_ROWS: sql = g_strdup_printf ("SELECT count (*) FROM %s", rows); break;
  case LB_TELLS_SUM: sql = g_strdup_printf ("SELECT sum (\"%s\") FROM %s", use->head, rows); break;
  case LB_TELLS_BIN:
  case LB_TELLS_SHARE:
    sql = g_strdup_printf ("SELECT %s (\"%s\" > %.6f AND \"%s\" <= %.6f) FROM %s", use->tells == LB_TELLS_BIN ? "sum" : "100 * avg", use->head,
                           MAX (use->low, -1e300), use->head, MIN (use->high, 1e300), rows);
    break;
  default: sql = g_strdup_printf ("SELECT \"%s\" FROM %s WHERE rowid = %u", use->head, rows, use->row + 1);
  }
  sqlite3_stmt *query = lb_db_prepare (self->db, sql, &error);
  g_assert_no_error (error);
  if (lb_db_step (self->db, query, &error) == SQLITE_ROW && sqlite3_column_type (query, 0) != SQLITE_NULL)
    number = sqlite3_column_double (query, 0);
  sqlite3_reset (query);
  return number;
}

/* A cell of words: as it stands in the ledgers; names and numbers of households are masked or not by others' rules. */
static void
check_words (Recount *self, const LbTemplateUse *use, const LbList *list, LbCellKind kind)
{
  g_autoptr (GError) error = NULL;
  const char *rows = rows_of (self, use, list);
  g_autofree char *text = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM %s WHERE rowid = %u", use->head, rows, use->row + 1);

  if (kind == LB_CELL_NAME || kind == LB_CELL_HOUSEHOLD || kind == LB_CELL_QUOTING)
    return;
  sqlite3_stmt *query = lb_db_prepare (self->db, sql, &error);
  g_assert_no_error (error);
  if (lb_db_step (self->db, query, &error) == SQLITE_ROW && sqlite3_column_type (query, 0) != SQLITE_NULL)
    text = kind == LB_CELL_DATE && sqlite3_column_type (query, 0) == SQLITE_INTEGER
             ? lb_day_to_text (sqlite3_column_int (query, 0))
             : g_strdup ((const char *) sqlite3_column_text (query, 0));
  sqlite3_reset (query);
  g_assert_cmpstr (use->text, ==, text == NULL || *text == '\0' ? LB_NO_DATA : text);
}

static double
expected_bin (Recount *self, const LbTemplateUse *use)
{
  const LbRegionTree *regions = self->document->figures->regions;
  gboolean small;
  guint n = 0, all = 0;

  for (guint i = use->region; i < lb_region_tree_get (regions, use->region)->end; i++) {
    double value = lb_region_tree_get (regions, i)->level == use->level ? value_at (self, use, i, &small) : NAN;
    n += value > use->low && value <= use->high;
    all += !isnan (value);
  }
  return use->tells == LB_TELLS_SHARE ? 100.0 * n / all : n;
}

/* (transfer full): set of the ids, and of the families, that any shipped template names. */
static GHashTable *
list_named (void)
{
  GHashTable *named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *const *kind = lb_report_kinds; *kind != NULL; kind++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *file = g_strconcat (*kind, ".txt", NULL);
    g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "reports", file, NULL);
    g_autoptr (LbTemplate) template = lb_template_load (path, &error);
    g_assert_no_error (error);
    g_autoptr (GArray) names = lb_template_list_indicators (template);
    for (guint i = 0; i < names->len; i++)
      g_hash_table_add (named, g_strdup (g_array_index (names, LbTemplateName, i).id));
  }
  return named;
}

Answers *
answers_new (void)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (NULL, "zh", NULL);
  g_autoptr (GHashTable) named = list_named ();
  g_autoptr (GString) ids = g_string_new (NULL);
  Answers *self = g_new0 (Answers, 1);

  for (guint i = 0; i < all->len; i++) {
    const LbIndicator *indicator = g_ptr_array_index (all, i);
    g_autofree char *family = g_strndup (indicator->id, strcspn (indicator->id, ":"));
    if (!g_hash_table_contains (named, family) && !g_hash_table_contains (named, indicator->id))
      continue;
    g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "", indicator->id);
    for (guint k = 0; k < indicator->facets->len; k++)
      g_string_append_printf (ids, ",%s:%s", indicator->id, g_array_index (indicator->facets, LbFacet, k).code);
  }
  self->ids = g_strdup (ids->str);
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
answers_free (Answers *self)
{
  g_hash_table_unref (self->figures);
  g_hash_table_unref (self->asked);
  g_free (self->ids);
  g_free (self);
}

/* As `lookback check` finds them, not as indicators gather them. */
static void
add_hit (const LbHit *hit, gpointer data)
{
  LbDb *db = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO temp.check_hit VALUES ('%s', '%s', nullif (%" G_GINT64_FORMAT ", 0), nullif (%" G_GINT64_FORMAT ", 0), NULL, NULL, '%s')",
    hit->check->id, lb_hit_get_severity (hit), hit->region_id, hit->household_id, hit->check->name);

  lb_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
add_hits (Recount *self, LbRules *rules)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = lb_check_catalogue (self->path, "zh", NULL);

  lb_db_exec (self->db, "CREATE TEMP TABLE check_hit (rule, severity, region_id, household_id, first_day, last_day, name)", &error);
  g_assert_no_error (error);
  g_assert_true (lb_checks_run (self->path, rules, checks, self->document->figures->as_of, add_hit, self->db, NULL, NULL, NULL));
}

Recount *
recount_new (const char *project_path, const LbDocument *document, Answers *answers)
{
  g_autoptr (GError) error = NULL;
  Recount *self = g_new0 (Recount, 1);
  GHashTableIter iter;
  gpointer list;

  self->document = document;
  self->answers = answers;
  self->path = g_strdup (project_path);
  self->project = lb_project_open (project_path, LB_DB_READ, &error);
  g_assert_no_error (error);
  self->db = lb_db_open (project_path, LB_DB_READ, &error);
  g_autoptr (LbRules) rules = lb_rules_load_for_project (self->project, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lb_relations_make (self->db, NULL) && lb_rules_register (rules, self->db, NULL));
  add_hits (self, rules);
  self->cubes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lb_cube_unref);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, document->figures->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    make_table (self, list);
  return self;
}

void
recount_free (Recount *self)
{
  g_hash_table_unref (self->cubes);
  g_hash_table_unref (self->rows);
  lb_db_close (self->db);
  lb_project_close (self->project);
  g_free (self->path);
  g_free (self);
}

void
recount_check (Recount *self, const LbTemplateUse *use)
{
  const LbList *list = use->list == NULL ? NULL : lb_figures_find_list (self->document->figures, use->list);
  int column = list == NULL || use->tells != LB_TELLS_CELL ? -1 : lb_list_find_column (list, use->head);
  LbCellKind kind = column < 0 ? LB_CELL_NUMBER : g_array_index (list->columns, LbListColumn, (guint) column).kind;

  if (kind != LB_CELL_NUMBER) {
    check_words (self, use, list, kind);
    return;
  }
  double expected = use->tells == LB_TELLS_FIGURE                        ? expected_figure (self, use)
                    : use->tells == LB_TELLS_REGIONS                     ? expected_regions (self, use)
                    : use->tells == LB_TELLS_BIN || use->tells == LB_TELLS_SHARE
                      ? (use->indicator != NULL ? expected_bin : expected_of_list) (self, use)
                      : expected_of_list (self, use);
  double scale = pow (10, use->decimals), rounded = floor (fabs (expected) * scale + 0.5 + 1e-9) / scale;

  if (g_str_equal (use->text, LB_NO_DATA)) {
    /* The place reported on has no rank among its own parts. */
    if (!isnan (expected) && use->field != LB_FIELD_RANK)
      g_error ("%s: — stands for %g", use->indicator != NULL ? use->indicator : use->list, expected);
  } else if (isnan (expected) || fabs (fabs (g_ascii_strtod (use->text, NULL)) - rounded) > 1e-9)
    g_error ("%s %s (%d, %d, region %u, row %u): “%s” stands for %g", use->indicator != NULL ? use->indicator : use->list,
             use->head != NULL ? use->head : "", use->tells, use->field, use->region, use->row, use->text, expected);
}
