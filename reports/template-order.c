/* The order of a template's lines: what opens closes, and what belongs to a table stands in one. */
#include "config.h"
#include "reports/template-private.h"
#include "src/i18n.h"

typedef struct {
  const LbTemplate *template;
  GArray *open;      /* numbers of lines that wait for their end */
  gboolean in_table; /* one of them is a table                    */
  const char *wrong; /* NULL: nothing                             */
} Check;

static LbTemplateLine *
line_at (const Check *self, guint i)
{
  return g_ptr_array_index (self->template->lines, i);
}

static gboolean
is_table_part (LbTemplateLineType type)
{
  return type >= LB_LINE_COLUMN && type <= LB_LINE_TABLE_END;
}

static gboolean
is_control (LbTemplateLineType type)
{
  return type >= LB_LINE_IF;
}

/* The innermost open line; its type LB_LINE_TITLE when none is open. */
static LbTemplateLineType
innermost (const Check *self)
{
  return self->open->len == 0 ? LB_LINE_TITLE
                              : line_at (self, g_array_index (self->open, guint, self->open->len - 1))->type;
}

/* The line @i ends the innermost open one. */
static void
close_line (Check *self, guint i)
{
  guint first = g_array_index (self->open, guint, self->open->len - 1);

  line_at (self, first)->partner = i;
  line_at (self, i)->partner = first;
  g_array_set_size (self->open, self->open->len - 1);
}

static void
check_control (Check *self, guint i)
{
  LbTemplateLineType type = line_at (self, i)->type, last = innermost (self);
  gboolean condition = last == LB_LINE_IF || last == LB_LINE_IF_NOT;

  switch (type) {
  case LB_LINE_ELSE:
    if (!condition) {
      self->wrong = _ ("“@否则” without “@若”");
      break;
    }
    close_line (self, i);
    g_array_append_val (self->open, i);
    break;
  case LB_LINE_END:
    if (!condition && last != LB_LINE_ELSE)
      self->wrong = _ ("“@完” without “@若”");
    else
      close_line (self, i);
    break;
  case LB_LINE_EACH_END:
    if (last != LB_LINE_EACH)
      self->wrong = _ ("“@每完” without “@每”");
    else
      close_line (self, i);
    break;
  default:
    if (type == LB_LINE_EACH && self->in_table)
      self->wrong = _ ("a table is open; close it with “@表完” first");
    g_array_append_val (self->open, i);
  }
}

static gboolean
is_row (LbTemplateLineType type)
{
  return type == LB_LINE_ROW || type == LB_LINE_ROW_NEXT;
}

/* However deep in repeats and conditions. */
static gboolean
stands_in_row (const Check *self)
{
  for (guint i = 0; i < self->open->len; i++)
    if (is_row (line_at (self, g_array_index (self->open, guint, i))->type))
      return TRUE;
  return FALSE;
}

static void
check_row (Check *self, guint i)
{
  LbTemplateLineType type = line_at (self, i)->type;

  if (type != LB_LINE_ROW && !is_row (innermost (self)))
    self->wrong = _ ("“@分栏” must come before");
  else if (type == LB_LINE_ROW && stands_in_row (self))
    self->wrong = _ ("columns do not stand within columns; close them with “@分栏完” first");
  else if (type != LB_LINE_ROW)
    close_line (self, i);
  if (self->wrong == NULL && type != LB_LINE_ROW_END)
    g_array_append_val (self->open, i);
}

/* A condition that begins in a table ends in it. */
static void
check_table (Check *self, guint i)
{
  LbTemplateLineType last = innermost (self);

  if (line_at (self, i)->type != LB_LINE_TABLE_END)
    g_array_append_val (self->open, i);
  else if (last == LB_LINE_TABLE || last == LB_LINE_FACETS)
    close_line (self, i);
  else
    self->wrong = _ ("“@若” is not closed with “@完”");
  self->in_table = line_at (self, i)->type != LB_LINE_TABLE_END;
}

static void
check_line (Check *self, guint i)
{
  const LbTemplateLine *line = line_at (self, i);
  LbTemplateLineType type = line->type, before = i == 0 ? LB_LINE_TITLE : line_at (self, i - 1)->type;

  if (!is_control (type) && is_table_part (type) != self->in_table)
    self->wrong = self->in_table ? _ ("a table is open; close it with “@表完” first")
                                 : _ ("this line belongs into a table, between “@表” and “@表完”");
  else if (type == LB_LINE_FIGURE_NOTE && before != LB_LINE_FIGURE && before != LB_LINE_CHART)
    self->wrong = _ ("“@图注” must follow its “@图” on the next line");
  else if (type == LB_LINE_LIST_NOTE && before != LB_LINE_LIST)
    self->wrong = _ ("“@清单注” must follow its “@清单” on the next line");
  else if (is_control (type))
    check_control (self, i);
  else if (type == LB_LINE_TABLE || type == LB_LINE_FACETS || type == LB_LINE_TABLE_END)
    check_table (self, i);
  else if (type >= LB_LINE_ROW && type <= LB_LINE_ROW_END)
    check_row (self, i);
}

static const char *
word_for_open (const Check *self)
{
  LbTemplateLineType last = innermost (self);

  if (self->in_table)
    return _ ("the table is not closed with “@表完”");
  if (last == LB_LINE_EACH)
    return _ ("“@每” is not closed with “@每完”");
  if (is_row (last))
    return _ ("“@分栏” is not closed with “@分栏完”");
  return _ ("“@若” is not closed with “@完”");
}

gboolean
lb_template_check_order (const LbTemplate *self, GError **error)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Check check = {self, open, FALSE, NULL};
  guint i;

  for (i = 0; i < self->lines->len && check.wrong == NULL; i++)
    check_line (&check, i);
  if (check.wrong == NULL && (check.in_table || open->len > 0))
    check.wrong = word_for_open (&check);
  if (check.wrong == NULL)
    return TRUE;
  lb_template_set_error (self, line_at (&check, i - 1)->line, 1, error, "%s", check.wrong);
  return FALSE;
}
