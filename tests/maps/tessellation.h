/* tessellation.h - random maps for tests and benchmarks
 *
 * A net of crooked cells that share their borders to the last bit, some with an enclave (a hole that is another shape).
 * Ring starts and directions are random. The same seed gives the same map.
 */
#pragma once
#include "maps/shapes.h"

/* @width × @height cells with @points vertices inside each border between two nodes; shapes: first the cells by rows, then the
 * enclaves. @size: one cell's side. */
LbShapes *tessellation_new (guint width, guint height, guint points, double size, guint32 seed);
