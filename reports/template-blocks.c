/* Lines of words become blocks: headings counted, second headings run in, slides, letters, figures. */
#include "config.h"
#include "reports/list-public.h"
#include "reports/page-style.h"
#include "reports/template-compose.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

static const char *const ordinals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

static char *
ordinal (guint n)
{
  if (n <= 10)
    return g_strdup (ordinals[n - 1]);
  return g_strconcat (n < 20 ? "" : ordinals[n / 10 - 1], "十", n % 10 == 0 ? "" : ordinals[n % 10 - 1], NULL);
}

void
lb_composer_take (LbComposer *self, LbBlock *block)
{
  g_ptr_array_add (self->blocks, block);
}

LbBlock *
lb_composer_add (LbComposer *self, LbBlockType type, LbRole role, const char *text)
{
  LbBlock *block = lb_block_new (type);

  if (text != NULL)
    lb_block_add (block, role, text);
  lb_composer_take (self, block);
  return block;
}

char *
lb_composer_title (LbComposer *self, const LbTemplateLine *line, const char *kind, GError **error)
{
  char *title = lb_filler_words (&self->filler, line->pieces, error);

  if (title == NULL || self->depth > 0)
    return title;
  g_autofree char *key = g_strconcat (kind, line->label, NULL), *plain = title;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->filler.numbers, key));
  return number == 0 ? g_steal_pointer (&plain)
                     : g_strdup_printf ("%s%u　%s", g_str_equal (kind, "T") ? "表" : "图", number, plain);
}

void
lb_composer_say_empty (LbComposer *self, const char *title)
{
  g_autofree char *text = g_strconcat (title, "：没有符合条件的记录。", NULL);

  lb_composer_add (self, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, text);
}

/* A chart has no place for hidden numbers: it is shown whole or not at all. */
gboolean
lb_composer_withholds (LbComposer *self, const LbTemplateLine *line, const LbList *list, GPtrArray *rows)
{
  gboolean withheld = !lb_filler_lists (&self->filler, list, rows);

  for (guint i = 0; i < rows->len && line->type == LB_LINE_CHART; i++)
    withheld = withheld || ((const LbListRow *) g_ptr_array_index (rows, i))->hidden;
  return withheld;
}

void
lb_composer_say_withheld (LbComposer *self, const char *title, const LbList *list, guint rows)
{
  const LbDisclosure *disclosure = self->filler.figures->disclosure;
  LbTemplateUse use = {.tells = LB_TELLS_ROWS, .list = list->id, .region = self->filler.here, .day = LB_DAY_NONE};
  g_autofree char *text = NULL, *length = NULL;

  use.hidden = lb_list_hides_length (list, rows, disclosure);
  length = use.hidden ? g_strdup_printf ("不足%u", lb_disclosure_get_small_cell (disclosure)) : g_strdup_printf ("%u", rows);
  if (list->open == LB_PUBLIC_NUMBER) {
    lb_filler_note (&self->filler, use, length);
    text = g_strdup_printf ("%s：共%s条，逐条数据公开版不列。", title, length);
  } else
    text = g_strdup_printf ("%s：部分数字不足%u，公开版不列。", title, lb_disclosure_get_small_cell (disclosure));
  lb_composer_add (self, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, text);
}

char *
lb_composer_note_after (LbComposer *self, const LbTemplateLine *line, LbTemplateLineType type, GError **error)
{
  const GPtrArray *lines = self->filler.template->lines;
  guint i;

  if (!g_ptr_array_find ((GPtrArray *) lines, line, &i) || i + 1 == lines->len)
    return g_strdup ("");
  const LbTemplateLine *next = g_ptr_array_index (lines, i + 1);
  return next->type == type ? lb_filler_words (&self->filler, next->pieces, error) : g_strdup ("");
}

static void
add_heading (LbComposer *self, const char *text)
{
  g_autofree char *number = ordinal (++self->headings);
  g_autofree char *whole = g_strconcat (number, "、", text, NULL);

  lb_block_set_outline (lb_composer_add (self, LB_BLOCK_HEADING, LB_ROLE_HEI, whole), whole, 1);
  self->run_ins = 0;
}

static void
add_paragraph (LbComposer *self, const char *text)
{
  LbBlock *block = lb_composer_add (self, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, NULL);

  if (self->run_in != NULL) {
    g_autofree char *number = ordinal (++self->run_ins);
    g_autofree char *entry = g_strconcat ("（", number, "）", self->run_in, NULL);
    g_autofree char *words = g_strconcat (entry, "。", NULL);
    if (self->depth == 0)
      lb_block_set_outline (block, entry, 2);
    lb_block_add (block, LB_ROLE_KAI, words);
    g_clear_pointer (&self->run_in, g_free);
  }
  lb_block_add (block, LB_ROLE_TEXT, text);
}

static void
add_title (LbComposer *self, char *text)
{
  g_strdelimit (text, "|", '\v');
  LbBlock *block = lb_composer_add (self, LB_BLOCK_TITLE, LB_ROLE_TITLE, text);
  g_auto (GStrv) parts = g_strsplit (text, "\v", -1);
  g_autofree char *whole = g_strjoinv ("", parts);

  lb_block_set_outline (block, whole, self->depth > 0 ? 1 : 0);
  if (self->depth > 0)
    block->region = self->filler.list_row != NULL ? self->filler.list_row->region : (int) self->filler.here;
  /* Each of the documents in a repeat counts its own headings. */
  if (self->depth > 0)
    self->headings = self->run_ins = 0;
}

static void
add_appendix (LbComposer *self, const char *text)
{
  LbBlock *block = lb_composer_add (self, LB_BLOCK_APPENDIX, LB_ROLE_TITLE, text);
  g_autofree char *entry = NULL;

  block->label = g_strdup_printf ("附件%u", ++self->appendices);
  entry = g_strconcat (block->label, "　", text, NULL);
  lb_block_set_outline (block, entry, 1);
}

/* (transfer full): several names have "|" between in a template. */
static char *
names_of (const char *text)
{
  return g_strdelimit (g_strdup (text), "|", '\n');
}

/* (transfer full): NULL, which leaves the part out, for "". */
static char *
part_of (const char *text)
{
  return *text == '\0' ? NULL : g_strdup (text);
}

static void
add_red_head (LbComposer *self, const char *organs, const char *number)
{
  const LbLetterhead *head = self->filler.figures->letter;
  LbLetter *letter = lb_block_get_letter (lb_composer_add (self, LB_BLOCK_RED_HEAD, LB_ROLE_TEXT, NULL));

  letter->organ = names_of (organs);
  letter->number = part_of (number);
  if (head == NULL)
    return;
  letter->mark = g_strdup (head->mark);
  letter->signer = *head->signers == NULL ? NULL : g_strjoinv ("\n", head->signers);
  letter->copy = part_of (head->copy);
  letter->secrecy = part_of (head->secrecy);
  letter->urgency = part_of (head->urgency);
}

static void
add_signature (LbComposer *self, const char *organs, const char *date)
{
  const LbLetterhead *head = self->filler.figures->letter;
  LbLetter *letter = lb_block_get_letter (lb_composer_add (self, LB_BLOCK_SIGNATURE, LB_ROLE_TEXT, NULL));

  letter->organ = names_of (organs);
  letter->date = g_strdup (date);
  letter->sealed = head != NULL && head->sealed;
}

static void
add_colophon (LbComposer *self, const char *printer, const char *date)
{
  const LbLetterhead *head = self->filler.figures->letter;
  LbLetter *letter = lb_block_get_letter (lb_composer_add (self, LB_BLOCK_COLOPHON, LB_ROLE_TEXT, NULL));

  letter->organ = g_strdup (printer);
  letter->date = g_strdup (date);
  letter->copies_to = head == NULL ? NULL : part_of (head->copies_to);
}

static void
add_pair (LbComposer *self, LbTemplateLineType type, const char *first, const char *second)
{
  if (type == LB_LINE_SLIDE) {
    LbBlock *block = lb_composer_add (self, LB_BLOCK_SLIDE, LB_ROLE_STRONG, second);
    block->label = g_strdup (first);
    lb_block_set_outline (block, second, 1);
  } else if (type == LB_LINE_FOOT) {
    LbBlock *block = lb_composer_add (self, LB_BLOCK_FOOT, LB_ROLE_SONG, NULL);
    lb_block_add_line (block, first);
    lb_block_add_line (block, second);
  } else if (type == LB_LINE_RED_HEAD)
    add_red_head (self, first, second);
  else if (type == LB_LINE_SIGNATURE)
    add_signature (self, first, second);
  else
    add_colophon (self, first, second);
}

gboolean
lb_composer_words (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  g_autofree char *text = lb_filler_words (&self->filler, line->pieces, error);
  g_autofree char *second = text == NULL ? NULL : lb_filler_words (&self->filler, line->head, error);
  if (second == NULL)
    return FALSE;

  switch (line->type) {
  case LB_LINE_TITLE: add_title (self, text); break;
  case LB_LINE_SUBTITLE: lb_composer_add (self, LB_BLOCK_SUBTITLE, LB_ROLE_KAI, text); break;
  case LB_LINE_HEADING: add_heading (self, text); break;
  case LB_LINE_RUN_IN:
    g_free (self->run_in);
    self->run_in = g_steal_pointer (&text);
    break;
  case LB_LINE_NOTE: lb_composer_add (self, LB_BLOCK_NOTE, LB_ROLE_SONG, text); break;
  case LB_LINE_BREAK: lb_composer_add (self, LB_BLOCK_BREAK, LB_ROLE_TEXT, NULL); break;
  case LB_LINE_CONTENTS: lb_composer_add (self, LB_BLOCK_CONTENTS, LB_ROLE_HEI, text); break;
  case LB_LINE_APPENDIX: add_appendix (self, text); break;
  case LB_LINE_ADDRESSEE: lb_composer_add (self, LB_BLOCK_ADDRESSEE, LB_ROLE_TEXT, text); break;
  case LB_LINE_ATTACHMENTS: {
    LbBlock *last = self->blocks->len == 0 ? NULL : g_ptr_array_index (self->blocks, self->blocks->len - 1);
    if (last == NULL || last->type != LB_BLOCK_ATTACHMENTS)
      last = lb_composer_add (self, LB_BLOCK_ATTACHMENTS, LB_ROLE_TEXT, NULL);
    lb_block_add_line (last, text);
    break;
  }
  case LB_LINE_SLIDE:
  case LB_LINE_FOOT:
  case LB_LINE_RED_HEAD:
  case LB_LINE_SIGNATURE:
  case LB_LINE_COLOPHON: add_pair (self, line->type, text, second); break;
  default: add_paragraph (self, text); break;
  }
  return TRUE;
}

/* A map of one row of a list shows the township the row lies in, with the village outlined. */
static void
look_at_row (const LbFiller *filler, LbTemplateMap *wish)
{
  const LbRegionTree *regions = filler->figures->regions;

  if (filler->list_row == NULL || filler->list_row->region < 0)
    return;
  int village = lb_region_tree_get_ancestor (regions, (guint) filler->list_row->region, LB_LEVEL_VILLAGE);
  int township = lb_region_tree_get_ancestor (regions, (guint) filler->list_row->region, LB_LEVEL_TOWNSHIP);
  wish->focus = village;
  if (township >= 0)
    wish->region = (guint) township;
}

gboolean
lb_composer_figure (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  const LbFiller *filler = &self->filler;

  if (lb_filler_table (&self->filler, line->indicator, line->when, line->line, line->column, error) == NULL)
    return FALSE;
  g_autofree char *title = lb_composer_title (self, line, "F", error);
  g_autofree char *note = title == NULL ? NULL : lb_composer_note_after (self, line, LB_LINE_FIGURE_NOTE, error);
  if (note == NULL)
    return FALSE;
  LbTemplateMap wish = {
    line->indicator, line->when, line->below ? lb_figures_below (filler->figures, filler->here) : line->level,
    filler->here, -1, title, note};
  look_at_row (filler, &wish);
  LbBlock *block = self->map (&wish, self->user_data, error);
  if (block == NULL)
    return FALSE;
  block->place = (LbFigurePlace) line->word;
  block->height = line->size;
  if (line->n > 0 && block->map != NULL && !lb_composer_cards (self, line, &wish, block, error)) {
    lb_block_free (block);
    return FALSE;
  }
  if (self->depth == 0 && block->place != LB_PLACE_IN_TEXT)
    lb_block_set_outline (block, title, 2);
  lb_composer_take (self, block);
  return TRUE;
}

/* What changed since the base date, in the words of a key figure. */
static void
tell_change (LbComposer *self, const LbReference *reference, LbKeyFigure *figure, char **change, char **note)
{
  const LbFigureTable *table = reference->indicator == NULL ? NULL : lb_figures_find (self->filler.figures, reference->indicator);
  guint region = self->filler.here;

  if (reference->word != LB_WORD_FIGURE || table == NULL || table->then == NULL || reference->when != LB_WHEN_NOW ||
      (reference->place != LB_PLACE_HERE && reference->place != LB_PLACE_ROW))
    return;
  double difference = lb_figures_get (self->filler.figures, table, LB_WHEN_CHANGE, reference->field, region);
  double before = lb_figures_get (self->filler.figures, table, LB_WHEN_THEN, reference->field, region);
  int decimals = reference->decimals >= 0 ? reference->decimals
                                          : reference->field == LB_FIELD_VALUE ? table->now->indicator->decimals : 0;
  if (isnan (difference) ||
      lb_figures_hides (self->filler.figures, table, LB_WHEN_CHANGE, reference->field, region))
    return;
  g_autofree char *size = lb_format_number (fabs (difference), decimals), *was = lb_format_number (before, decimals);
  LbTemplateUse use = {.tells = LB_TELLS_FIGURE, .indicator = table->now->indicator->id, .when = LB_WHEN_CHANGE,
                       .field = reference->field, .region = region, .decimals = decimals, .day = LB_DAY_NONE};
  lb_filler_note (&self->filler, use, size);
  use.when = LB_WHEN_THEN;
  lb_filler_note (&self->filler, use, was);
  gboolean same = strpbrk (size, "123456789") == NULL, points = g_str_equal (figure->unit, "%");
  *change = same ? g_strdup ("持平") : g_strdup_printf ("%s%s", size, points ? "个百分点" : figure->unit);
  *note = g_strdup_printf ("基期%s%s", was, figure->unit);
  figure->change = *change;
  figure->note = *note;
  if (same)
    return;
  figure->arrow = difference > 0 ? 1 : -1;
  if (reference->field == LB_FIELD_VALUE || reference->field == LB_FIELD_NUMERATOR)
    figure->good = table->now->indicator->better == LB_BETTER_NONE ? 0
                   : (table->now->indicator->better == LB_BETTER_UP) == (difference > 0) ? 1 : -1;
  if (reference->field == LB_FIELD_OPEN)
    figure->good = difference < 0 ? 1 : -1;
}

gboolean
lb_composer_key_figure (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  const LbPiece *first = g_ptr_array_index (line->pieces, 0);
  const LbPiece *second = line->pieces->len > 1 ? g_ptr_array_index (line->pieces, 1) : NULL;
  g_autoptr (GPtrArray) value_only = g_ptr_array_new ();
  g_autofree char *unit = g_strstrip (g_strdup (second == NULL || second->text == NULL ? "" : second->text));
  g_autofree char *change = NULL, *note = NULL;

  self->filler.terse = TRUE;
  g_ptr_array_add (value_only, (gpointer) first);
  g_autofree char *value = lb_filler_words (&self->filler, value_only, error);
  self->filler.terse = FALSE;
  g_autofree char *label = value == NULL ? NULL : lb_filler_words (&self->filler, line->head, error);
  if (label == NULL)
    return FALSE;
  LbKeyFigure figure = {.label = label, .value = value, .unit = unit};
  tell_change (self, first->reference, &figure, &change, &note);
  LbBlock *last = self->blocks->len == 0 ? NULL : g_ptr_array_index (self->blocks, self->blocks->len - 1);
  if (last == NULL || last->type != LB_BLOCK_KEY_FIGURES)
    last = lb_composer_add (self, LB_BLOCK_KEY_FIGURES, LB_ROLE_STRONG, NULL);
  lb_block_add_figure (last, &figure);
  return TRUE;
}
