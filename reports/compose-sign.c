/* What a report was made from, in its metadata and in its last line; `lookback verify` reads it back. */
#include "config.h"
#include "reports/compose-private.h"
#include "reports/disclosure.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/key.h"

#include <string.h>

/* So many letters tell one project from another. */
#define PROJECT_LETTERS 16

static void
add_doubles (GChecksum *sum, const double *values, guint n)
{
  if (values != NULL)
    g_checksum_update (sum, (const guchar *) values, (gssize) (n * sizeof (double)));
}

static void
add_values (GChecksum *sum, const LbValues *values)
{
  if (values == NULL)
    return;
  add_doubles (sum, values->numerator, values->n);
  add_doubles (sum, values->denominator, values->n);
  add_doubles (sum, values->persons, values->n);
}

static void
add_list (GChecksum *sum, const LbList *list)
{
  for (guint i = 0; i < list->rows->len; i++) {
    const LbListRow *row = g_ptr_array_index (list->rows, i);
    for (char **cell = row->cells; *cell != NULL; cell++)
      g_checksum_update (sum, (const guchar *) *cell, (gssize) strlen (*cell) + 1);
  }
}

/* (transfer full): SHA-256 over every value table and list that the template asked for, of the whole county: a ledger row that
 * was changed behind the import's back shows here. */
static char *
figures_digest (const LbFigures *figures)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  GHashTable *const tables[] = {figures->tables, figures->lists};

  for (gsize k = 0; k < G_N_ELEMENTS (tables); k++) {
    g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (tables[k]), (GCompareFunc) strcmp);
    for (const GList *item = keys; item != NULL; item = item->next) {
      const char *key = item->data;
      g_checksum_update (sum, (const guchar *) key, (gssize) strlen (key) + 1);
      if (k == 1) {
        add_list (sum, g_hash_table_lookup (tables[k], key));
        continue;
      }
      const LbFigureTable *table = g_hash_table_lookup (tables[k], key);
      add_values (sum, table->now);
      add_values (sum, table->then);
    }
  }
  return g_strdup (g_checksum_get_string (sum));
}

/* The 版记 stands last of all. */
static gboolean
ends_with_colophon (const GPtrArray *blocks)
{
  return blocks->len > 0 && ((const LbBlock *) g_ptr_array_index (blocks, blocks->len - 1))->type == LB_BLOCK_COLOPHON;
}

/* Where the statement goes: behind the title and what belongs to it; of slides, behind the last one. */
static guint
find_place (const GPtrArray *blocks)
{
  guint at = 0;

  for (guint i = 0; i < blocks->len; i++) {
    LbBlockType type = ((const LbBlock *) g_ptr_array_index (blocks, i))->type;
    if (type == LB_BLOCK_TITLE || type == LB_BLOCK_SUBTITLE || type == LB_BLOCK_RED_HEAD)
      at = i + 1;
    else
      break;
  }
  return at > 0 ? at : blocks->len;
}

void
lb_compose_state_edition (LbDocument *document)
{
  const LbDisclosure *disclosure = document->figures->disclosure;
  guint small = lb_disclosure_get_small_cell (disclosure);
  int year, month, day;

  lb_day_to_ymd (document->figures->as_of, &year, &month, &day);
  g_autofree char *as_of = g_strdup_printf ("%d年%d月%d日", year, month, day);
  g_autofree char *words = g_strdup_printf (
    "本件为公开版，数据截至%s（数据版本%.8s）。为保护农户信息，不足%u的户数、人数、件数和可据以推算的数字不予公布，"
    "表、图中以“%s”表示，文中以“不足%u”“若干”“未公布”表示；“—”为无数据。未公布的数字不参加排名、比较和分级，"
    "也不计入符合条件的地区个数。逐户、逐人、逐条的数据不列。",
    as_of, document->fingerprint, small, LB_HIDDEN_MARK, small);
  LbBlock *statement = lb_block_new (document->style == LB_STYLE_SLIDE ? LB_BLOCK_NOTE : LB_BLOCK_PARAGRAPH);

  lb_block_add (statement, document->style == LB_STYLE_SLIDE ? LB_ROLE_SONG : LB_ROLE_KAI, words);
  g_ptr_array_insert (document->blocks, (int) find_place (document->blocks), statement);
}

/* (transfer full): SHA-256 over every value of the rule set, the project's own among them: lines, limits and thresholds decide what a
 * report says even where no figure changes. */
static char *
rules_digest (const LbFigures *figures)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  GPtrArray *values = lb_rules_get_values (figures->rule_set);

  for (guint i = 0; i < values->len; i++) {
    const LbRuleValue *value = g_ptr_array_index (values, i);
    g_autofree char *line = g_strdup_printf ("%s=%s@%d..%d\n", value->key, value->text, value->from, value->until);
    g_checksum_update (sum, (const guchar *) line, -1);
  }
  return g_strdup (g_checksum_get_string (sum));
}

typedef struct {
  char *data, *figures; /* SHA-256; for publication under the project's key            */
  char *project;        /* tells by whose key; NULL: anybody can make these sums again */
} Sums;

static void
sums_clear (Sums *self)
{
  g_free (self->data);
  g_free (self->figures);
  g_free (self->project);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static void
put_under_key (char **sum, const char *key, const char *purpose)
{
  g_autofree char *open = *sum;

  *sum = lb_key_sign (key, purpose, open);
}

/* What an edition for publication hides is a number from 1 to 4: who knows all others would try until the sums agree. Under the project's
 * key nobody can but who has the project. An edition for internal use hides no number, and who imports the same ledgers elsewhere
 * can see that it is made from them. */
static gboolean
make_sums (LbCompose *self, Sums *sums, GError **error)
{
  sums->data = lb_project_dup_fingerprint (self->project, error);
  if (sums->data == NULL)
    return FALSE;
  sums->figures = figures_digest (self->document->figures);
  if (!self->options->public_)
    return TRUE;
  g_autofree char *key = lb_key_dup_for_project (self->project, error);
  if (key == NULL)
    return FALSE;
  put_under_key (&sums->data, key, "data");
  put_under_key (&sums->figures, key, "figures");
  g_autofree char *name = lb_key_sign (key, "project", "");
  sums->project = g_strndup (name, PROJECT_LETTERS);
  return TRUE;
}

/* What the reader finds in the last line, in words. */
static void
add_note (LbCompose *self, const Sums *sums, const char *template, const char *as_of, const char *since)
{
  const LbFigures *figures = self->document->figures;
  GPtrArray *blocks = self->document->blocks;
  LbBlock *note = lb_block_new (LB_BLOCK_NOTE);
  g_autofree char *line = g_strdup_printf (
    "%s由回望%s生成。数据指纹%.16s，数值指纹%.16s，模板指纹%.16s，数据截止%s%s%s，规则集%s。"
    "同一数据、日期、模板和程序版本再次生成，内容逐字节相同。", self->options->public_ ? "本报告（公开版）" : "本报告", LB_VERSION, sums->data,
    sums->figures, template, as_of, figures->since == LB_DAY_NONE ? "" : "，基期", figures->since == LB_DAY_NONE ? "" : since, figures->rules);

  lb_block_add (note, LB_ROLE_SONG, line);
  g_ptr_array_insert (blocks, ends_with_colophon (blocks) ? (int) blocks->len - 1 : -1, note);
}

gboolean
lb_compose_sign (LbCompose *self, GError **error)
{
  LbDocument *document = self->document;
  const LbFigures *figures = document->figures;
  g_auto (Sums) sums = {0};
  if (!make_sums (self, &sums, error))
    return FALSE;

  g_autofree char *as_of = lb_day_to_text (figures->as_of);
  g_autofree char *rules = rules_digest (figures);
  g_autofree char *since = figures->since == LB_DAY_NONE ? g_strdup ("-") : lb_day_to_text (figures->since);
  const char *template = lb_template_get_sha256 (document->template);
  document->keywords = g_strdup_printf (
    "kind=%s; region=%s; as-of=%s; since=%s; rules=%s; rule-values=%.16s; data=%s; figures=%s; template=%s; program=Lookback %s",
    self->options->kind, lb_region_tree_get (figures->regions, figures->region)->code, as_of, since, figures->rules,
    rules, sums.data, sums.figures, template, LB_VERSION);
  if (figures->letter != NULL) { /* so that the same letter can be made again */
    g_autofree char *letter = g_uri_escape_string (figures->letter->text, NULL, TRUE), *rest = document->keywords;
    document->keywords = g_strconcat (rest, "; letter=", letter, NULL);
  }
  if (self->options->public_) {
    g_autofree char *words = document->keywords;
    document->keywords = g_strdup_printf ("%s; edition=public; small-cell=%u; review=%s; project=%s", words,
                                          lb_disclosure_get_small_cell (figures->disclosure),
                                          self->options->review == NULL ? "" : self->options->review, sums.project);
  }
  add_note (self, &sums, template, as_of, since);
  document->fingerprint = g_steal_pointer (&sums.data);
  return TRUE;
}
