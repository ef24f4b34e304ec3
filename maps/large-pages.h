/* large-pages.h - for arrays of megabytes that are written from end to end: large pages spare a fault for every small one */
#pragma once
#include <glib.h>
#include <sys/mman.h>

/* After allocating, before writing. No matter if the kernel declines. */
static inline void
lb_large_pages_use (gpointer memory, gsize bytes)
{
  const guintptr page = 4096;
  guintptr begin = ((guintptr) memory + page - 1) / page * page, end = ((guintptr) memory + bytes) / page * page;

  if (bytes >= (gsize) 4 << 20)
    madvise ((gpointer) begin, end - begin, MADV_HUGEPAGE);
}
