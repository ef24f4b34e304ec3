#include "config.h"
#include "maps/halo.h"

#include <math.h>

/* A thin stroke covers its pixels in part only, and yet its halo is whole: from this share on they count as covered, and as that makes other
 * letters' edges reach too far, what is grown is a little less. */
#define GAIN 3
#define LESS 0.3

/* max (halo, mask × GAIN × weight), in steps that a compiler turns into vectors. */
static void
lay_over (const guint8 *restrict mask, guint8 *restrict halo, int n, guint weight)
{
  for (int x = 0; x < n; x += LB_HALO_STEP)
    for (int i = 0; i < LB_HALO_STEP; i++) {
      guint covered = MIN (mask[x + i] * GAIN, 255u);
      guint8 grown = (guint8) (covered * weight >> 8);
      halo[x + i] = MAX (halo[x + i], grown);
    }
}

void
lb_halo_grow (const guint8 *mask, guint8 *halo, int stride, int rows, int mask_stride, double radius)
{
  int reach = (int) ceil (radius);

  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++) {
      /* A whole pixel at this distance begins half a pixel nearer, and so does the one that it covers. */
      double weight = CLAMP (radius + 1 - LESS - hypot (dx, dy), 0, 1);
      if (weight <= 0)
        continue;
      for (int row = 0; row < rows; row++)
        lay_over (mask + (row + dy) * (gssize) mask_stride + dx, halo + row * (gssize) stride, stride, (guint) (256 * weight));
    }
}
