/* Pieces: arcs cut where they meet, and straight pieces that lie upon each other made one. */
#include "config.h"
#include "maps/arrangement-private.h"

#include <math.h>

typedef struct {
  guint32 arc, segment;
  double along;
  double x, y;
} Cut;

/* Nodes of places where arcs were cut. */
typedef struct {
  gint64 x, y;
  guint32 node;
} Spot;

static guint
hash_spot (gconstpointer key)
{
  const Spot *spot = key;

  return (guint) lb_topology_mix ((guint64) spot->x, (guint64) spot->y);
}

static gboolean
same_spot (gconstpointer a, gconstpointer b)
{
  const Spot *first = a, *second = b;

  return first->x == second->x && first->y == second->y;
}

/* The node at a place, a new one (@node is then LB_NO_SHAPE) unless there is one. */
static guint32
node_at (LbArrangement *self, GHashTable *spots, double x, double y, guint32 node)
{
  Spot wanted = {llrint (x * self->net->scale), llrint (y * self->net->scale), 0};
  Spot *spot = g_hash_table_lookup (spots, &wanted);

  if (spot != NULL)
    return spot->node;
  spot = g_memdup2 (&wanted, sizeof wanted);
  spot->node = node != LB_NO_SHAPE ? node : self->n_nodes++;
  g_hash_table_add (spots, spot);
  return spot->node;
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const Cut *first = a, *second = b;

  if (first->arc != second->arc)
    return first->arc < second->arc ? -1 : 1;
  if (first->segment != second->segment)
    return first->segment < second->segment ? -1 : 1;
  return (first->along > second->along) - (first->along < second->along);
}

static GArray *
collect_cuts (const GArray *meetings)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (Cut));

  for (guint i = 0; i < meetings->len; i++) {
    const LbMeeting *meeting = &g_array_index (meetings, LbMeeting, i);
    Cut a = {meeting->arc_a, meeting->segment_a, meeting->along_a, meeting->x, meeting->y};
    Cut b = {meeting->arc_b, meeting->segment_b, meeting->along_b, meeting->x, meeting->y};
    g_array_append_val (cuts, a);
    g_array_append_val (cuts, b);
  }
  g_array_sort (cuts, compare_cuts);
  return cuts;
}

static void
add_piece (LbArrangement *self, guint32 arc, Cut from, Cut to, guint32 from_node, guint32 to_node)
{
  LbPiece piece = {
    .from = from_node,
    .to = to_node,
    .arc = arc,
    .first = from.along >= 1 ? from.segment + 2 : from.segment + 1,
    .last = to.segment,
    .start = {from.x, from.y},
    .end = {to.x, to.y},
    .lies_on = G_MAXUINT32,
  };

  if (to.along <= 0)
    piece.last--; /* the cut is at that point itself */
  if (from_node == to_node && lb_piece_is_straight (&piece))
    return;
  g_array_append_val (self->pieces, piece);
}

static void
cut_arc (LbArrangement *self, GHashTable *spots, guint arc, const GArray *cuts, guint *next)
{
  const double *xy = self->topology->xy[arc];
  guint n = self->topology->n[arc];
  Cut from = {arc, 0, 0, xy[0], xy[1]};
  Cut end = {arc, n - 2, 1, xy[2 * n - 2], xy[2 * n - 1]};
  guint32 node = self->topology->from[arc];

  for (; *next < cuts->len && g_array_index (cuts, Cut, *next).arc == arc; (*next)++) {
    Cut cut = g_array_index (cuts, Cut, *next);
    guint32 here = node_at (self, spots, cut.x, cut.y, LB_NO_SHAPE);
    if (here == node && cut.segment - from.segment <= 1)
      continue; /* met here before, or at the arc's own end */
    add_piece (self, arc, from, cut, node, here);
    from = cut;
    node = here;
  }
  if (node == self->topology->to[arc] && from.segment == end.segment && from.along >= 1)
    return;
  add_piece (self, arc, from, end, node, self->topology->to[arc]);
}

static void
cut_arcs (LbArrangement *self, const GArray *meetings)
{
  g_autoptr (GHashTable) spots = g_hash_table_new_full (hash_spot, same_spot, g_free, NULL);
  g_autoptr (GArray) cuts = collect_cuts (meetings);
  const LbTopology *topology = self->topology;
  guint next = 0;

  for (guint i = 0; i < cuts->len; i++) {
    guint arc = g_array_index (cuts, Cut, i).arc;
    const double *xy = topology->xy[arc], *last = xy + 2 * (gsize) (topology->n[arc] - 1);
    node_at (self, spots, xy[0], xy[1], topology->from[arc]);
    node_at (self, spots, last[0], last[1], topology->to[arc]);
  }
  for (guint arc = 0; arc < topology->n_arcs; arc++) {
    self->first_piece[arc] = self->pieces->len;
    cut_arc (self, spots, arc, cuts, &next);
  }
  self->first_piece[topology->n_arcs] = self->pieces->len;
}

static int
compare_straight (gconstpointer a, gconstpointer b, gpointer data)
{
  const LbArrangement *self = data;
  guint32 i = *(const guint32 *) a, j = *(const guint32 *) b;
  const LbPiece *first = lb_arrangement_get_piece (self, i), *second = lb_arrangement_get_piece (self, j);
  guint32 low = MIN (first->from, first->to), other_low = MIN (second->from, second->to);
  guint32 high = MAX (first->from, first->to), other_high = MAX (second->from, second->to);

  if (low != other_low)
    return low < other_low ? -1 : 1;
  if (high != other_high)
    return high < other_high ? -1 : 1;
  return (i > j) - (i < j);
}

/* Straight pieces between the same two nodes are one: borders that lie upon each other without common vertices. */
static void
join_pieces (LbArrangement *self)
{
  g_autoptr (GArray) straight = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->pieces->len; i++)
    if (lb_piece_is_straight (lb_arrangement_get_piece (self, i)))
      g_array_append_val (straight, i);
  g_array_sort_with_data (straight, compare_straight, self);
  for (guint i = 1, base = 0; i < straight->len; i++) {
    guint32 one = g_array_index (straight, guint32, base), two = g_array_index (straight, guint32, i);
    const LbPiece *first = lb_arrangement_get_piece (self, one);
    LbPiece *second = &g_array_index (self->pieces, LbPiece, two);
    gboolean same_way = first->from == second->from && first->to == second->to;
    if (!same_way && !(first->from == second->to && first->to == second->from)) {
      base = i;
      continue;
    }
    second->lies_on = one;
    second->same_way = same_way;
    GArray *list = g_hash_table_lookup (self->joined, GUINT_TO_POINTER (one));
    if (list == NULL) {
      list = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->joined, GUINT_TO_POINTER (one), list);
    }
    g_array_append_val (list, two);
  }
}

void
lb_arrangement_cut (LbArrangement *self, const GArray *meetings)
{
  cut_arcs (self, meetings);
  if (meetings->len > 0)
    join_pieces (self);
}
