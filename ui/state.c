#include "config.h"
#include "ui/state.h"
#include "src/date.h"

#include <string.h>

struct _LbState {
  GObject parent_instance;
  char *project;
  char *indicator, *second;
  LbLevel level;
  gint32 as_of;
  LbClassify classify;
  guint n_classes;
  int selection, hover, focus;
  GArray *marks; /* guint, ascending; replaced whole */
  LbTool tool;
  LbView view;
};

G_DEFINE_FINAL_TYPE (LbState, lb_state, G_TYPE_OBJECT)

enum {
  PROP_PROJECT = 1,
  PROP_INDICATOR,
  PROP_SECOND,
  PROP_LEVEL,
  PROP_AS_OF,
  PROP_CLASSIFY,
  PROP_N_CLASSES,
  PROP_SELECTION,
  PROP_HOVER,
  PROP_FOCUS,
  PROP_MARKS,
  PROP_TOOL,
  PROP_VIEW,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LbState *self = LB_STATE (object);

  switch (id) {
  case PROP_PROJECT: g_value_set_string (value, self->project); break;
  case PROP_INDICATOR: g_value_set_string (value, self->indicator); break;
  case PROP_SECOND: g_value_set_string (value, self->second); break;
  case PROP_LEVEL: g_value_set_int (value, (int) self->level); break;
  case PROP_AS_OF: g_value_set_int (value, self->as_of); break;
  case PROP_CLASSIFY: g_value_set_int (value, (int) self->classify); break;
  case PROP_N_CLASSES: g_value_set_uint (value, self->n_classes); break;
  case PROP_SELECTION: g_value_set_int (value, self->selection); break;
  case PROP_HOVER: g_value_set_int (value, self->hover); break;
  case PROP_FOCUS: g_value_set_int (value, self->focus); break;
  case PROP_MARKS: g_value_set_pointer (value, self->marks); break;
  case PROP_TOOL: g_value_set_int (value, (int) self->tool); break;
  case PROP_VIEW: g_value_set_pointer (value, &self->view); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LbState *self = LB_STATE (object);

  switch (id) {
  case PROP_PROJECT: lb_state_set_project (self, g_value_get_string (value)); break;
  case PROP_INDICATOR: lb_state_set_indicator (self, g_value_get_string (value)); break;
  case PROP_SECOND: lb_state_set_second (self, g_value_get_string (value)); break;
  case PROP_LEVEL: lb_state_set_level (self, (LbLevel) g_value_get_int (value)); break;
  case PROP_AS_OF: lb_state_set_as_of (self, g_value_get_int (value)); break;
  case PROP_CLASSIFY: lb_state_set_classify (self, (LbClassify) g_value_get_int (value)); break;
  case PROP_N_CLASSES: lb_state_set_n_classes (self, g_value_get_uint (value)); break;
  case PROP_SELECTION: lb_state_set_selection (self, g_value_get_int (value)); break;
  case PROP_HOVER: lb_state_set_hover (self, g_value_get_int (value)); break;
  case PROP_FOCUS: lb_state_set_focus (self, g_value_get_int (value)); break;
  case PROP_TOOL: lb_state_set_tool (self, (LbTool) g_value_get_int (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
finalize (GObject *object)
{
  LbState *self = LB_STATE (object);

  g_free (self->project);
  g_free (self->indicator);
  g_free (self->second);
  g_array_unref (self->marks);
  G_OBJECT_CLASS (lb_state_parent_class)->finalize (object);
}

static void
lb_state_class_init (LbStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  props[PROP_PROJECT] = g_param_spec_string ("project", NULL, NULL, NULL, both);
  props[PROP_INDICATOR] = g_param_spec_string ("indicator", NULL, NULL, "", both);
  props[PROP_SECOND] = g_param_spec_string ("second", NULL, NULL, "", both);
  props[PROP_LEVEL] = g_param_spec_int ("level", NULL, NULL, 0, LB_N_LEVELS - 1, LB_LEVEL_TOWNSHIP, both);
  props[PROP_AS_OF] = g_param_spec_int ("as-of", NULL, NULL, G_MININT, G_MAXINT, LB_DAY_NONE, both);
  props[PROP_CLASSIFY] = g_param_spec_int ("classify", NULL, NULL, 0, LB_CLASSIFY_MANUAL, LB_CLASSIFY_JENKS, both);
  props[PROP_N_CLASSES] = g_param_spec_uint ("n-classes", NULL, NULL, LB_STATE_MIN_CLASSES, LB_STATE_MAX_CLASSES, 5, both);
  props[PROP_SELECTION] = g_param_spec_int ("selection", NULL, NULL, -1, G_MAXINT, -1, both);
  props[PROP_HOVER] = g_param_spec_int ("hover", NULL, NULL, -1, G_MAXINT, -1, both);
  props[PROP_FOCUS] = g_param_spec_int ("focus", NULL, NULL, -1, G_MAXINT, -1, both);
  props[PROP_MARKS] = g_param_spec_pointer ("marks", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_TOOL] = g_param_spec_int ("tool", NULL, NULL, 0, LB_N_TOOLS - 1, LB_TOOL_PAN, both);
  props[PROP_VIEW] = g_param_spec_pointer ("view", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lb_state_init (LbState *self)
{
  self->indicator = g_strdup ("");
  self->second = g_strdup ("");
  self->level = LB_LEVEL_TOWNSHIP;
  self->as_of = LB_DAY_NONE;
  self->classify = LB_CLASSIFY_JENKS;
  self->n_classes = 5;
  self->selection = self->hover = self->focus = LB_STATE_NO_REGION;
  self->marks = g_array_new (FALSE, FALSE, sizeof (guint));
}

LbState *
lb_state_new (void)
{
  return g_object_new (LB_TYPE_STATE, NULL);
}

static void
changed (LbState *self, int property)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static void
set_region (LbState *self, int *field, int region, int property)
{
  if (*field == region)
    return;
  *field = region;
  changed (self, property);
}

const char *
lb_state_get_project (LbState *self)
{
  return self->project;
}

void
lb_state_set_project (LbState *self, const char *path)
{
  const LbView none = {0};

  if (g_strcmp0 (self->project, path) == 0)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->project);
  self->project = g_strdup (path);
  changed (self, PROP_PROJECT);
  lb_state_set_hover (self, LB_STATE_NO_REGION);
  lb_state_choose (self, LB_STATE_NO_REGION);
  lb_state_set_focus (self, LB_STATE_NO_REGION);
  lb_state_set_as_of (self, LB_DAY_NONE);
  lb_state_set_view (self, &none);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
lb_state_get_indicator (LbState *self)
{
  return self->indicator;
}

void
lb_state_set_indicator (LbState *self, const char *id)
{
  if (g_strcmp0 (self->indicator, id) == 0)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->indicator);
  self->indicator = g_strdup (id != NULL ? id : "");
  changed (self, PROP_INDICATOR);
  if (g_str_equal (self->indicator, self->second))
    lb_state_set_second (self, "");
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
lb_state_get_second (LbState *self)
{
  return self->second;
}

void
lb_state_set_second (LbState *self, const char *id)
{
  if (id == NULL || g_str_equal (id, self->indicator))
    id = "";
  if (g_str_equal (self->second, id))
    return;
  g_free (self->second);
  self->second = g_strdup (id);
  changed (self, PROP_SECOND);
}

LbLevel
lb_state_get_level (LbState *self)
{
  return self->level;
}

void
lb_state_set_level (LbState *self, LbLevel level)
{
  g_return_if_fail (level < LB_N_LEVELS);
  if (self->level == level)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  self->level = level;
  changed (self, PROP_LEVEL);
  lb_state_clear_marks (self);
  g_object_thaw_notify (G_OBJECT (self));
}

gint32
lb_state_get_as_of (LbState *self)
{
  return self->as_of;
}

void
lb_state_set_as_of (LbState *self, gint32 day)
{
  if (self->as_of == day)
    return;
  self->as_of = day;
  changed (self, PROP_AS_OF);
}

static gint32
month_end (int year, int month) /* month 1–12 */
{
  return lb_day_from_ymd (month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;
}

void
lb_state_step_month (LbState *self, int months)
{
  int year, month;

  if (self->as_of == LB_DAY_NONE)
    return;
  lb_day_to_ymd (self->as_of, &year, &month, NULL);
  if (months > 0 && self->as_of < month_end (year, month))
    months--;
  int count = year * 12 + month - 1 + months;
  lb_state_set_as_of (self, month_end (count / 12, count % 12 + 1));
}

LbClassify
lb_state_get_classify (LbState *self)
{
  return self->classify;
}

void
lb_state_set_classify (LbState *self, LbClassify method)
{
  if (self->classify == method)
    return;
  self->classify = method;
  changed (self, PROP_CLASSIFY);
}

guint
lb_state_get_n_classes (LbState *self)
{
  return self->n_classes;
}

void
lb_state_set_n_classes (LbState *self, guint n)
{
  n = CLAMP (n, LB_STATE_MIN_CLASSES, LB_STATE_MAX_CLASSES);
  if (self->n_classes == n)
    return;
  self->n_classes = n;
  changed (self, PROP_N_CLASSES);
}

int
lb_state_get_selection (LbState *self)
{
  return self->selection;
}

void
lb_state_set_selection (LbState *self, int region)
{
  set_region (self, &self->selection, region, PROP_SELECTION);
}

int
lb_state_get_hover (LbState *self)
{
  return self->hover;
}

void
lb_state_set_hover (LbState *self, int region)
{
  set_region (self, &self->hover, region, PROP_HOVER);
}

int
lb_state_get_focus (LbState *self)
{
  return self->focus;
}

void
lb_state_set_focus (LbState *self, int region)
{
  set_region (self, &self->focus, region, PROP_FOCUS);
}

GArray *
lb_state_get_marks (LbState *self)
{
  return self->marks;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static gboolean
is_kept (LbMarkHow how, gboolean before, gboolean now)
{
  switch (how) {
  case LB_MARK_ADD: return before || now;
  case LB_MARK_REMOVE: return before && !now;
  case LB_MARK_TOGGLE: return before != now;
  case LB_MARK_SET:
  default: return now;
  }
}

/* (transfer full): both lists walked side by side; both ascend. */
static GArray *
merge_marks (const GArray *before, const GArray *now, LbMarkHow how)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (guint));
  guint i = 0, j = 0;

  while (i < before->len || j < now->len) {
    guint a = i < before->len ? g_array_index (before, guint, i) : G_MAXUINT;
    guint b = j < now->len ? g_array_index (now, guint, j) : G_MAXUINT;
    guint least = MIN (a, b);
    if (is_kept (how, a == least, b == least))
      g_array_append_val (merged, least);
    for (; i < before->len && g_array_index (before, guint, i) == least; i++)
      ;
    for (; j < now->len && g_array_index (now, guint, j) == least; j++)
      ;
  }
  return merged;
}

static void
set_marks (LbState *self, GArray *marks)
{
  gboolean same = marks->len == self->marks->len &&
                  (marks->len == 0 || memcmp (marks->data, self->marks->data, marks->len * sizeof (guint)) == 0);

  if (same) {
    g_array_unref (marks);
    return;
  }
  g_array_unref (self->marks);
  self->marks = marks;
  changed (self, PROP_MARKS);
}

void
lb_state_mark (LbState *self, LbMarkHow how, const guint *regions, guint n)
{
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (now, regions, n);
  g_array_sort (now, compare_numbers);
  g_object_freeze_notify (G_OBJECT (self));
  lb_state_set_selection (self, LB_STATE_NO_REGION);
  set_marks (self, merge_marks (self->marks, now, how));
  g_object_thaw_notify (G_OBJECT (self));
}

void
lb_state_clear_marks (LbState *self)
{
  set_marks (self, g_array_new (FALSE, FALSE, sizeof (guint)));
}

void
lb_state_choose (LbState *self, int region)
{
  g_object_freeze_notify (G_OBJECT (self));
  lb_state_clear_marks (self);
  lb_state_set_selection (self, region);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
lb_state_let_go (LbState *self)
{
  gboolean any = self->marks->len > 0 || self->selection >= 0;

  if (self->selection >= 0)
    lb_state_set_selection (self, LB_STATE_NO_REGION);
  else
    lb_state_clear_marks (self);
  return any;
}

const guint *
lb_state_get_chosen (LbState *self, guint *n)
{
  *n = self->selection >= 0 ? 1 : self->marks->len;
  return self->selection >= 0 ? (const guint *) &self->selection : (const guint *) (const void *) self->marks->data;
}

LbTool
lb_state_get_tool (LbState *self)
{
  return self->tool;
}

void
lb_state_set_tool (LbState *self, LbTool tool)
{
  g_return_if_fail (tool < LB_N_TOOLS);
  if (self->tool == tool)
    return;
  self->tool = tool;
  changed (self, PROP_TOOL);
}

LbView
lb_state_get_view (LbState *self)
{
  return self->view;
}

void
lb_state_set_view (LbState *self, const LbView *view)
{
  const LbView *old = &self->view;

  if (old->east0 == view->east0 && old->north0 == view->north0 && old->scale == view->scale &&
      old->width == view->width && old->height == view->height)
    return;
  self->view = *view;
  changed (self, PROP_VIEW);
}

/* The next level below (+1) or above (-1) that has regions; @level itself when there is none. */
static LbLevel
neighbour_level (LbRegionTree *regions, LbLevel level, int step)
{
  for (int next = (int) level + step; next > LB_LEVEL_COUNTY && next < LB_N_LEVELS; next += step) {
    guint n;
    lb_region_tree_get_level (regions, (LbLevel) next, &n);
    if (n > 0)
      return (LbLevel) next;
  }
  return level;
}

void
lb_state_drill (LbState *self, LbRegionTree *regions, int region)
{
  if (region < 0)
    return;
  const LbRegion *chosen = lb_region_tree_get (regions, (guint) region);
  LbLevel below = neighbour_level (regions, chosen->level, 1);
  if (below == chosen->level)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  lb_state_set_level (self, below);
  lb_state_set_focus (self, region);
  g_object_thaw_notify (G_OBJECT (self));
}

void
lb_state_rise (LbState *self, LbRegionTree *regions)
{
  if (self->focus < 0)
    return;
  const LbRegion *framed = lb_region_tree_get (regions, (guint) self->focus);
  gboolean below_county = framed->parent >= 0 &&
                          lb_region_tree_get (regions, (guint) framed->parent)->level == LB_LEVEL_COUNTY;

  g_object_freeze_notify (G_OBJECT (self));
  lb_state_set_level (self, framed->level);
  lb_state_set_focus (self, below_county ? LB_STATE_NO_REGION : framed->parent);
  g_object_thaw_notify (G_OBJECT (self));
}
