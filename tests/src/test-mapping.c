#include "src/error.h"
#include "src/mapping.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static LbAliases *aliases; /* loaded by main */

/* Maps the comma-separated @headings. */
static LbMapping *
make (const char *kind, const char *headings, const char *const *maps, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (headings, ",", -1);
  const LbMappingWish wish = {aliases, kind != NULL ? lb_ledger_kind_find (kind, NULL) : NULL, maps};

  return lb_mapping_new (&wish, "t.csv", cells, g_strv_length (cells), error);
}

static int
column_of (const LbMapping *mapping, const char *field)
{
  for (guint i = 0; i < mapping->kind->n_fields; i++)
    if (g_str_equal (mapping->kind->fields[i].name, field))
      return mapping->columns[i];
  g_assert_not_reached ();
}

static void
every_field_has_a_heading_and_every_heading_a_field (void)
{
  for (guint k = 0; k < LB_N_LEDGERS; k++) {
    const LbLedgerKind *kind = &lb_ledger_kinds[k];
    g_assert_cmpuint (kind->n_fields, <=, LB_MAX_FIELDS);
    for (guint i = 0; i < kind->n_fields; i++) {
      const char *heading = lb_aliases_get_heading (aliases, kind->name, kind->fields[i].name);
      g_test_message ("%s %s %s", kind->name, kind->fields[i].name, heading);
      g_assert_cmpstr (heading, !=, kind->fields[i].name);
      g_assert_cmpstr (lb_aliases_find_field (aliases, kind->name, heading), ==, kind->fields[i].name);
      if (kind->fields[i].words != NULL) {
        g_autofree char *words = lb_aliases_list_words (aliases, kind->fields[i].words);
        g_assert_cmpuint (strlen (words), >, 0);
      }
    }
  }
}

static void
the_kind_is_told_from_the_headings (void)
{
  static const char *const pairs[][2] = {
    {"households", "户编号,户主姓名,户类型,乡（镇）,行政村,网格编码,家庭人口数"},
    {"households", "户编号,所属乡镇,村名,人口数"},
    {"cases", "户编号,监测对象类型,风险识别时间,风险是否消除,风险消除时间"},
    {"cases", "户编号,易返贫致贫户（监测对象）类型,识别监测时间"},
    {"measures", "户编号,措施类别,计划时间,落实状态,落实时间"},
    {"visits", "户编号,走访日期,走访方式"},
    {"registrations", "户编号,平台名称,注册日期"},
    {"matters", "事项编号,来源,受理日期,办结日期"},
    {"staff", "人员编号,姓名,角色"}};

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (LbMapping) mapping = make (NULL, pairs[i][1], NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (mapping->kind->name, ==, pairs[i][0]);
  }
}

static void
missing_headings_are_listed_with_those_found (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (make ("cases", "户编号,姓名", NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "监测对象类别, 识别监测时间"));
  g_assert_nonnull (strstr (error->message, "found: 户编号, 姓名"));
  g_clear_error (&error);
  g_assert_null (make (NULL, "甲,乙", NULL, &error));
  g_assert_nonnull (strstr (error->message, "found: 甲, 乙"));
}

static void
a_heading_that_stands_twice_is_numbered (void)
{
  static const char *const second[] = {"identified_on=识别监测时间(2)", NULL};
  static const char headings[] = "户编号,监测对象类别,识别监测时间,识别监测时间";
  g_autoptr (LbMapping) first_taken = make ("cases", headings, NULL, NULL), second_taken = make ("cases", headings, second, NULL);

  g_assert_cmpstr (first_taken->headings[3], ==, "识别监测时间(2)");
  g_assert_cmpint (column_of (first_taken, "identified_on"), ==, 2);
  g_assert_cmpint (column_of (second_taken, "identified_on"), ==, 3);
}

static void
columns_that_are_not_read_are_listed (void)
{
  guint n;
  g_autoptr (LbMapping) mapping = make ("cases", "序号,户编号,监测对象类别,识别监测时间,识别监测时间,养老保险,,备注", NULL, NULL);
  g_autofree char *unread = lb_mapping_list_unread (mapping, aliases, &n);

  g_assert_cmpuint (n, ==, 3); /* neither the running number nor a column without a heading */
  g_assert_cmpstr (unread, ==, "识别监测时间(2), 养老保险, 备注");
}

static void
the_users_words_go_first_and_wrong_ones_are_named (void)
{
  static const char *const good[] = {"identified_on=建档日", "监测对象类别=类", NULL};
  static const char *const no_field[] = {"colour=类", NULL}, *const no_heading[] = {"class=色", NULL}, *const no_form[] = {"class", NULL};
  static const char headings[] = "户编号,类,识别监测时间,建档日";
  g_autoptr (GError) error = NULL;
  g_autoptr (LbMapping) mapping = make ("cases", headings, good, &error);

  g_assert_no_error (error);
  g_assert_cmpint (column_of (mapping, "identified_on"), ==, 3);
  g_assert_cmpint (column_of (mapping, "class"), ==, 1);
  g_assert_null (make ("cases", headings, no_field, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "identified_on"));
  g_clear_error (&error);
  g_assert_null (make ("cases", headings, no_heading, &error));
  g_assert_nonnull (strstr (error->message, "no column “色”"));
  g_clear_error (&error);
  g_assert_null (make ("cases", headings, no_form, &error));
  g_assert_nonnull (strstr (error->message, "FIELD=HEADING"));
}

static void
headings_below_a_title_are_found (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "h.csv", "岚岭县农户台账,,,\n填报单位：乡村振兴局,,,\n户 编号,\"乡\n（镇）\",*行政村,家庭人口数：\nH1,清河镇,西坪村,3\n", 1, 0);

  g_assert_cmpint (ledger_count (fixture, "SELECT src_row FROM household"), ==, 4);
}

static void
a_mapping_is_remembered_for_the_same_headings (LedgerFixture *fixture, gconstpointer data)
{
  static const char *const maps[] = {"size=几口人", NULL};
  g_autofree char *path = ledger_write (fixture, "h.csv", "户编号,行政村,几口人\nH1,西坪村,3\n", -1);
  LbImportOptions options = {.maps = maps, .kind = "households"};

  (void) data;
  g_autoptr (LbImportResult) first = lb_ledger_import (fixture->project, path, &options, NULL);
  g_assert_nonnull (first);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h2.csv", "户编号,行政村,几口人\nH2,西坪村,5\n", 1, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT sum (size) FROM household"), ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aliases = lb_aliases_load (NULL);
  g_assert_nonnull (aliases);
  g_test_add_func ("/mapping/every-field-has-a-heading-and-every-heading-a-field", every_field_has_a_heading_and_every_heading_a_field);
  g_test_add_func ("/mapping/the-kind-is-told-from-the-headings", the_kind_is_told_from_the_headings);
  g_test_add_func ("/mapping/missing-headings-are-listed-with-those-found", missing_headings_are_listed_with_those_found);
  g_test_add_func ("/mapping/a-heading-that-stands-twice-is-numbered", a_heading_that_stands_twice_is_numbered);
  g_test_add_func ("/mapping/columns-that-are-not-read-are-listed", columns_that_are_not_read_are_listed);
  g_test_add_func ("/mapping/the-users-words-go-first-and-wrong-ones-are-named", the_users_words_go_first_and_wrong_ones_are_named);
  g_test_add ("/mapping/headings-below-a-title-are-found", LedgerFixture, NULL, ledger_set_up, headings_below_a_title_are_found, ledger_tear_down);
  g_test_add ("/mapping/a-mapping-is-remembered-for-the-same-headings", LedgerFixture, NULL, ledger_set_up, a_mapping_is_remembered_for_the_same_headings, ledger_tear_down);
  int status = g_test_run ();
  lb_aliases_free (aliases);
  return status;
}
