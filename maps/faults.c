/* Faults of the shapes of one level: gaps, overlaps, slivers and crossings, from the faces their borders really make. */
#include "config.h"
#include "maps/faults-private.h"
#include "maps/parallel.h"
#include "src/i18n.h"

#include <math.h>

/* Longer than some ten times its width: perimeter² over area is 16 for a square, 48 for 1 : 10. */
#define THIN(length, area) ((length) * (length) > 48 * (area))

typedef struct {
  const LbTopology *topology;
  GArray *faults;
  GHashTable *reported; /* pairs of shapes, as guint64 */
} Search;

static void
add_fault (GArray *faults, LbFaultKind kind, guint32 a, guint32 b, double x, double y, double size, gboolean overlap)
{
  LbFault fault = {kind, a, b, x, y, size, overlap};

  g_array_append_val (faults, fault);
}

/* FALSE when the pair was told already. */
static gboolean
report_once (Search *search, LbFaultKind kind, guint32 a, guint32 b)
{
  guint64 key[2] = {kind, (guint64) MIN (a, b) << 32 | MAX (a, b)};
  GBytes *bytes = g_bytes_new (key, sizeof key);

  return g_hash_table_add (search->reported, bytes);
}

static guint32
common_shape (const LbTopology *topology, guint32 a, guint32 b)
{
  const guint32 beside_a[] = {topology->left[a], topology->right[a]};

  for (int i = 0; i < 2; i++)
    if (beside_a[i] != LB_NO_SHAPE && (beside_a[i] == topology->left[b] || beside_a[i] == topology->right[b]))
      return beside_a[i];
  return LB_NO_SHAPE;
}

static guint32
any_side (const LbTopology *topology, guint32 arc)
{
  return topology->left[arc] != LB_NO_SHAPE ? topology->left[arc] : topology->right[arc];
}

/* Crossings of a shape with itself are faults as they are; those of two shapes make faces that tell more. Borders that merely
 * touch without common vertices are told once for each two shapes. */
static void
judge_meetings (Search *search, const GArray *meetings)
{
  for (guint i = 0; i < meetings->len; i++) {
    const LbMeeting *meeting = &g_array_index (meetings, LbMeeting, i);
    guint32 shape = common_shape (search->topology, meeting->arc_a, meeting->arc_b);
    guint32 a = any_side (search->topology, meeting->arc_a), b = any_side (search->topology, meeting->arc_b);

    if (meeting->crosses && shape != LB_NO_SHAPE)
      add_fault (search->faults, LB_FAULT_SELF_CROSSING, shape, LB_NO_SHAPE, meeting->x, meeting->y, 0, FALSE);
    if (!meeting->crosses && shape == LB_NO_SHAPE && a != b && report_once (search, LB_FAULT_SLIVER, a, b))
      add_fault (search->faults, LB_FAULT_SLIVER, a, b, meeting->x, meeting->y, 0, FALSE);
  }
}

/* Ground inside the gaps that others claim. */
static double *
add_contained (const LbLoop *loops, guint n)
{
  double *contained = g_new0 (double, n + 1);

  for (guint i = 0; i < n; i++)
    if (loops[i].area < 0 && loops[i].container != LB_NO_FACE)
      contained[loops[i].container] -= loops[i].area;
  return contained;
}

/* What the loop's sides say holds for rings that do not cross themselves; a point of the face tells in any case. */
static gboolean
bear_out (const LbShapes *shapes, const LbLoop *loop, double x, double y)
{
  if (loop->n_claims == 0) {
    for (guint i = 0; i < loop->n_beyond; i++)
      if (lb_shapes_contain (shapes, loop->beyond[i], x, y))
        return FALSE;
    return TRUE;
  }
  return lb_shapes_contain (shapes, loop->claims[0], x, y) && lb_shapes_contain (shapes, loop->claims[1], x, y);
}

static void
judge_face (Search *search, const LbArrangement *arrangement, guint index, const LbLoop *loop, double contained)
{
  double x, y, area = loop->area - contained;
  gboolean overlap = loop->n_claims > 1;

  if (area < LB_FAULT_LEAST || loop->n_claims == 1)
    return;
  guint32 a = overlap ? loop->claims[0] : loop->n_beyond > 0 ? loop->beyond[0] : LB_NO_SHAPE;
  guint32 b = overlap ? loop->claims[1] : loop->n_beyond > 1 ? loop->beyond[1] : LB_NO_SHAPE;
  /* Shapes that are the same twice over were told as duplicate rings. */
  guint64 key[2] = {LB_FAULT_DUPLICATE_RING, (guint64) MIN (a, b) << 32 | MAX (a, b)};
  g_autoptr (GBytes) duplicate = g_bytes_new_static (key, sizeof key);
  if (overlap && g_hash_table_contains (search->reported, duplicate))
    return;
  lb_arrangement_find_inside (arrangement, index, &x, &y);
  if (!bear_out (search->topology->shapes, loop, x, y))
    return;
  LbFaultKind kind = THIN (loop->length, loop->area) ? LB_FAULT_SLIVER : overlap ? LB_FAULT_OVERLAP : LB_FAULT_GAP;
  add_fault (search->faults, kind, a, b, x, y, area, overlap);
}

/* Shapes that lie in the ground of another one which has no hole for them. */
static void
judge_island (Search *search, const LbArrangement *arrangement, const LbLoop *loops, const LbLoop *loop)
{
  if (loop->container == LB_NO_FACE || loop->n_claims > 0 || loop->n_beyond == 0 || loops[loop->container].n_claims == 0 ||
      -loop->area < LB_FAULT_LEAST)
    return;
  (void) arrangement;
  guint32 shape = loop->beyond[0];
  const LbShapes *shapes = search->topology->shapes;
  const double *xy = shapes->xy + 2 * shapes->first_point[shapes->first_ring[shape]];
  add_fault (search->faults, LB_FAULT_OVERLAP, shape, loops[loop->container].claims[0], xy[0], xy[1], -loop->area, TRUE);
}

static void
judge_faces (Search *search, const LbArrangement *arrangement)
{
  guint n;
  const LbLoop *loops = lb_arrangement_get_loops (arrangement, &n);
  g_autofree double *contained = add_contained (loops, n);

  for (guint i = 0; i < n; i++)
    if (loops[i].area > 0)
      judge_face (search, arrangement, i, &loops[i], contained[i]);
    else
      judge_island (search, arrangement, loops, &loops[i]);
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const LbFault *first = a, *second = b;

  if (first->kind != second->kind)
    return (int) first->kind - (int) second->kind;
  if (first->size != second->size)
    return first->size > second->size ? -1 : 1;
  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  if (first->b != second->b)
    return first->b < second->b ? -1 : 1;
  if (first->x != second->x)
    return first->x < second->x ? -1 : 1;
  return (first->y > second->y) - (first->y < second->y);
}

void
lb_faults_sort (GArray *faults)
{
  g_array_sort (faults, compare_faults);
}

GArray *
lb_faults_find (const LbTopology *topology, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) faults = g_array_new (FALSE, FALSE, sizeof (LbFault));
  g_autoptr (GHashTable) reported = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  Search search = {topology, faults, reported};
  gboolean complete = TRUE;

  lb_faults_find_duplicates (topology, faults);
  for (guint i = 0; i < faults->len; i++)
    report_once (&search, LB_FAULT_DUPLICATE_RING, g_array_index (faults, LbFault, i).a, g_array_index (faults, LbFault, i).b);
  lb_faults_find_wrong_nesting (topology, faults);

  g_autoptr (LbSegmentNet) net = lb_segment_net_new (topology);
  g_autoptr (GArray) meetings = lb_segment_net_meet (net, lb_parallel_get_default (), cancellable, &complete);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  judge_meetings (&search, meetings);
  g_autoptr (LbArrangement) arrangement = lb_arrangement_new (topology, net, meetings);
  judge_faces (&search, arrangement);
  if (!complete)
    add_fault (faults, LB_FAULT_INCOMPLETE, LB_NO_SHAPE, LB_NO_SHAPE, topology->shapes->extent.min_x,
               topology->shapes->extent.min_y, 0, FALSE);
  lb_faults_sort (faults);
  return g_steal_pointer (&faults);
}

const char *
lb_fault_get_word (LbFaultKind kind)
{
  static const char *const words[LB_N_FAULTS] = {"gap",           "overlap",       "sliver",        "self-crossing", "duplicate-ring",
                                                 "wrong-nesting", "child-outside", "incomplete"};

  return words[kind];
}

const char *
lb_fault_get_severity (const LbFault *fault)
{
  switch (fault->kind) {
    case LB_FAULT_GAP:
    case LB_FAULT_SLIVER:
    case LB_FAULT_WRONG_NESTING:
    case LB_FAULT_INCOMPLETE:
      return "warning";
    case LB_FAULT_OVERLAP:
    case LB_FAULT_SELF_CROSSING:
    case LB_FAULT_DUPLICATE_RING:
    case LB_FAULT_CHILD_OUTSIDE:
    case LB_N_FAULTS:
      break;
  }
  return "error";
}

/* Square metres: one decimal where it says something. */
static char *
print_size (double size)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, size < 100 ? "%.1f" : "%.0f", size));
}

static char *
describe_sliver (const LbFault *fault, const char *size, const char *a, const char *b)
{
  if (fault->size == 0)
    return g_strdup_printf (_ ("the borders of %s and %s lie upon each other without common vertices; give both the same vertices"),
                            a, b);
  if (fault->overlap)
    return g_strdup_printf (_ ("%s and %s overlap in a thin strip of %s m²; draw their common border once"), a, b, size);
  if (b == NULL)
    return g_strdup_printf (_ ("%s leaves a thin strip of %s m² open"), a, size);
  return g_strdup_printf (_ ("between %s and %s a thin strip of %s m² belongs to nobody; draw their common border once"),
                          a, b, size);
}

char *
lb_fault_describe (const LbFault *fault, const char *a, const char *b)
{
  g_autofree char *size = print_size (fault->size);

  switch (fault->kind) {
    case LB_FAULT_GAP:
      if (b == NULL)
        return g_strdup_printf (_ ("inside %s %s m² belong to nobody: a lake, or a region that is missing"), a, size);
      return g_strdup_printf (_ ("between %s and %s %s m² belong to nobody: a lake, or a region that is missing"), a, b, size);
    case LB_FAULT_OVERLAP:
      return g_strdup_printf (_ ("%s and %s both claim %s m²; decide whose they are"), a, b, size);
    case LB_FAULT_SLIVER:
      return describe_sliver (fault, size, a, b);
    case LB_FAULT_SELF_CROSSING:
      return g_strdup_printf (_ ("the border of %s crosses itself; put its vertices in order"), a);
    case LB_FAULT_DUPLICATE_RING:
      if (fault->a == fault->b)
        return g_strdup_printf (_ ("%s has the same ring twice, so that the ground inside is lost; delete one"), a);
      return g_strdup_printf (_ ("%s and %s have the same ring; delete one"), a, b);
    case LB_FAULT_WRONG_NESTING:
      return g_strdup_printf (_ ("a ring of %s runs like a hole where there is ground, or like ground where there is a hole; check it"),
                              a);
    case LB_FAULT_CHILD_OUTSIDE:
      return g_strdup_printf (_ ("%s reaches outside of %s by %s m²; correct one of the two borders"), a, b, size);
    case LB_FAULT_INCOMPLETE:
    case LB_N_FAULTS:
      break;
  }
  return g_strdup (_ ("so many borders lie upon each other that not all of them were compared; correct the faults named and check again"));
}
