#include "tests/src/figures.h"
#include "src/date.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const places[] = {"county", "lanshan", "qingxi", "songling", "shimen", "liuwan", "grid1", "grid2"};

/* What stands in a row that says nothing else. */
static const struct {
  const char *table, *cells;
} defaults[] = {
  {"household", "household_no=H$ region_id=grid1 size=3"},
  {"monitoring_case", "household_id=$ case_seq=1 class=unstable persons=3 identified_on=2024-01-01"},
  {"case_risk", "case_id=1 ord=1"},
  {"case_step", "case_id=1"},
  {"measure", "case_id=1 category=industry planned_on=2024-01-01 status=planned"},
  {"risk_clearance", "case_id=$"},
  {"evidence", "household_id=1 case_id=1 subject=clearance kind=form"},
  {"person", "household_id=1 person_no=1"},
  {"visit", "household_id=1 mode=home"},
  {"visit_plan", "region_id=county started_on=2024-01-01"},
  {"platform_reg", "household_id=1 platform=app$"},
  {"matter", "matter_no=SX$ source=resident region_id=liuwan"},
  {"early_warning", "warning_no=YJ$ region_id=liuwan dept=medical kind=medical_cost"},
  {"warning_check", "warning_id=$ round=1 result=no_risk"},
  {"campaign", "name=HD$ kind=look_back"},
  {"sample_unit", "campaign_id=1 region_id=liuwan"},
  {"answer", "sample_unit_id=1 kind=compare item=income"},
  {"finding", "finding_no=WT$ region_id=liuwan dimension=work text=x first_seen_on=2024-01-10"},
  {"rectification_track", "finding_id=1 track=township"},
  {"staff", "staff_no=R$ name=x region_id=grid1 role=full_time"},
  {"assignment", "staff_id=$ household_id=1 duty=help"},
  {"training", "region_id=county kind=county_monthly"},
  {"ledger", "region_id=grid1 type=real_population"},
  {"household_income", "household_id=1"},
  {"import_reject", "content=[]"},
};

static gint64
region_of (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i], name))
      return (gint64) i + 1;
  g_error ("no region is called %s", name);
}

static void
take_cells (GHashTable *cells, const char *line, int id)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *number = g_strdup_printf ("%d", id);

  for (char **word = words; *word != NULL; word++) {
    char *equals = strchr (*word, '=');
    if (equals == NULL)
      continue;
    *equals = '\0';
    g_auto (GStrv) parts = g_strsplit (equals + 1, "$", -1);
    char *value = g_strjoinv (number, parts);
    gboolean region = g_str_equal (*word, "region_id") && !g_ascii_isdigit (*value);
    if (region) {
      gint64 place = region_of (value);
      g_free (value);
      value = g_strdup_printf ("%" G_GINT64_FORMAT, place);
    }
    g_hash_table_replace (cells, g_strdup (*word), value);
  }
}

static void
add_row (GString *sql, const char *line, int number)
{
  g_autofree char *table = g_strndup (line, strcspn (line, " "));
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) names = g_string_new ("import_batch_id, src_row"), values = g_string_new ("1, 1");
  const char *id_text = strstr (line, " id=");
  int id = id_text != NULL ? (int) g_ascii_strtoll (id_text + 4, NULL, 10) : number;
  GHashTableIter iter;
  gpointer name, value;

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (g_str_equal (defaults[i].table, table))
      take_cells (cells, defaults[i].cells, id);
  take_cells (cells, line + strlen (table), id);
  if (g_str_equal (table, "region") || g_str_equal (table, "import_batch") || g_str_equal (table, "import_reject")) {
    g_string_truncate (names, 0);
    g_string_truncate (values, 0);
    if (g_str_equal (table, "import_reject")) {
      g_string_assign (names, "import_batch_id, src_row");
      g_string_assign (values, "1, 1");
    }
  }
  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (const char *) name);
    g_string_append_printf (values, "%s'%s'", values->len > 0 ? ", " : "", (const char *) value);
  }
  g_string_append_printf (sql, "INSERT INTO %s (%s) VALUES (%s);\n", table, names->str, values->str);
}

/* "household id=1..3 size=2" is three rows. */
static void
add_rows (GString *sql, const char *line, int number)
{
  const char *at = strstr (line, " id=");
  int first, last, length = 0;

  if (at == NULL || sscanf (at, " id=%d..%d%n", &first, &last, &length) != 2) {
    add_row (sql, line, number);
    return;
  }
  for (int id = first; id <= last; id++) {
    g_autofree char *one = g_strdup_printf ("%.*s id=%d%s", (int) (at - line), line, id, at + length);
    add_row (sql, one, number);
  }
}

void
figures_fill (Hand *hand, const char *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  g_autoptr (GString) sql = g_string_new ("BEGIN;\n");

  for (int i = 0; lines[i] != NULL; i++)
    if (g_ascii_isupper (*lines[i]))
      g_string_append_printf (sql, "%s;\n", lines[i]); /* plain SQL */
    else if (*lines[i] != '\0')
      add_rows (sql, lines[i], i + 1);
  g_string_append (sql, "COMMIT;");
  hand_run (hand, sql->str);
}

static void
check (LbCube *cube, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (LbValues) values = lb_cube_at (cube, lb_day_from_text (words[0]));
  int region = lb_region_tree_find_id (values->regions, region_of (words[1]));
  g_auto (GStrv) ratio = g_strsplit (words[2], "/", 2);

  g_test_message ("%s: %g/%g = %g", line, values->numerator[region], values->denominator[region], values->value[region]);
  g_assert_cmpint (region, >=, 0);
  g_assert_cmpfloat_with_epsilon (values->numerator[region], g_ascii_strtod (ratio[0], NULL), 1e-9);
  g_assert_cmpfloat_with_epsilon (values->denominator[region], g_ascii_strtod (ratio[1], NULL), 1e-9);
  for (char **word = words + 3; *word != NULL; word++)
    if (g_str_has_suffix (*word, "人"))
      g_assert_cmpfloat (values->persons[region], ==, g_ascii_strtod (*word, NULL));
    else if (g_str_equal (*word, "—"))
      g_assert_true (isnan (values->value[region]));
    else if (!g_str_equal (*word, "="))
      g_assert_cmpfloat_with_epsilon (values->value[region], g_ascii_strtod (*word, NULL), 0.005);
}

static void
run_sheet (Hand *hand, gconstpointer data)
{
  const Sheet *sheet = data;
  g_auto (GStrv) lines = g_strsplit (sheet->figures, "\n", -1);
  int n = 0;

  figures_fill (hand, sheet->rows);
  g_autoptr (LbCube) cube = hand_cube (hand, sheet->id);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0') {
      check (cube, *line);
      n++;
    }
  g_assert_cmpint (n, >, 0);
}

void
figures_add (const Sheet *sheets)
{
  for (; sheets->path != NULL; sheets++)
    g_test_add (sheets->path, Hand, sheets, hand_set_up, run_sheet, hand_tear_down);
}
