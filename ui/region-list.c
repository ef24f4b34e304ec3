#include "config.h"
#include "ui/region-list.h"

#include <math.h>

struct _LbRegionItem {
  GObject parent_instance;
  guint region, rank;
};
G_DEFINE_FINAL_TYPE (LbRegionItem, lb_region_item, G_TYPE_OBJECT)

static void
lb_region_item_class_init (LbRegionItemClass *klass)
{
  (void) klass;
}

static void
lb_region_item_init (LbRegionItem *self)
{
  (void) self;
}

guint
lb_region_item_get_region (LbRegionItem *self)
{
  return self->region;
}

guint
lb_region_item_get_rank (LbRegionItem *self)
{
  return self->rank;
}

struct _LbRegionList {
  GObject parent_instance;
  guint *regions;
  guint *ranks;
  guint n;
};

static GType
get_item_type (GListModel *model)
{
  (void) model;
  return LB_TYPE_REGION_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return LB_REGION_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LbRegionList *self = LB_REGION_LIST (model);

  if (position >= self->n)
    return NULL;
  LbRegionItem *item = g_object_new (LB_TYPE_REGION_ITEM, NULL);
  item->region = self->regions[position];
  item->rank = self->ranks[position];
  return item;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LbRegionList, lb_region_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
finalize (GObject *object)
{
  g_free (LB_REGION_LIST (object)->regions);
  g_free (LB_REGION_LIST (object)->ranks);
  G_OBJECT_CLASS (lb_region_list_parent_class)->finalize (object);
}

static void
lb_region_list_class_init (LbRegionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
lb_region_list_init (LbRegionList *self)
{
  (void) self;
}

LbRegionList *
lb_region_list_new (void)
{
  return g_object_new (LB_TYPE_REGION_LIST, NULL);
}

/* @among ascends. */
static gboolean
is_among (const GArray *among, guint region)
{
  guint low = 0, high = among->len;

  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index (among, guint, middle) < region)
      low = middle + 1;
    else
      high = middle;
  }
  return low < among->len && g_array_index (among, guint, low) == region;
}

void
lb_region_list_fill (LbRegionList *self, const LbValues *values, LbLevel level, const GArray *among, guint *no_data)
{
  guint before = self->n, all = 0, ranked = 0, rank = 0;
  double last = NAN;

  g_clear_pointer (&self->regions, g_free);
  g_clear_pointer (&self->ranks, g_free);
  self->n = *no_data = 0;
  if (values != NULL)
    self->regions = lb_values_ranking (values, level, &all);
  self->ranks = g_new (guint, all);
  /* Ranks are those of the whole level, and the list is packed in place. */
  for (guint i = 0; i < all; i++) {
    guint region = self->regions[i];
    gboolean known = !isnan (values->value[region]);
    ranked += known;
    rank = known && values->value[region] == last ? rank : ranked;
    last = values->value[region];
    if (among != NULL && !is_among (among, region))
      continue;
    *no_data += !known;
    if (!known)
      continue;
    self->regions[self->n] = region;
    self->ranks[self->n++] = rank;
  }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n);
}

guint
lb_region_list_find (LbRegionList *self, int region)
{
  for (guint i = 0; region >= 0 && i < self->n; i++)
    if (self->regions[i] == (guint) region)
      return i;
  return G_MAXUINT;
}

int
lb_region_list_get (LbRegionList *self, guint position)
{
  return position < self->n ? (int) self->regions[position] : -1;
}
