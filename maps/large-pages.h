/* large-pages.h - for arrays of megabytes: those that are written from end to end get large pages, which spare a fault for every small
 * one; those that may stay empty but for a few places get small ones, so that a place takes no more than a page */
#pragma once
#include <glib.h>
#include <sys/mman.h>

static inline void
lb_pages_advise (gpointer memory, gsize bytes, int advice)
{
  const guintptr page = 4096;
  guintptr begin = ((guintptr) memory + page - 1) / page * page, end = ((guintptr) memory + bytes) / page * page;

  if (bytes >= (gsize) 4 << 20)
    madvise ((gpointer) begin, end - begin, advice);
}

/* After allocating, before writing. No matter if the kernel declines. */
static inline void
lb_large_pages_use (gpointer memory, gsize bytes)
{
  lb_pages_advise (memory, bytes, MADV_HUGEPAGE);
}

static inline void
lb_small_pages_use (gpointer memory, gsize bytes)
{
  lb_pages_advise (memory, bytes, MADV_NOHUGEPAGE);
}
