/* memory-file.h - libshp reads a table from memory
 *
 * libshp opens files by name through hooks that carry no user data, so the name itself carries the address of the set
 * ("<address>.dbf"; it asks for a .cpg beside it, too). Nothing is written and nothing reaches standard error. The set must outlive the handles.
 */
#pragma once
#include <glib.h>
#include <shapefil.h>

G_BEGIN_DECLS

typedef struct {
  const guchar *head; /* stands in for the first head_size bytes: a header that was put right; may be NULL */
  gsize head_size;
  const guchar *bytes;
  gsize size;
} LbMemoryPart;

typedef struct {
  LbMemoryPart dbf;
} LbMemorySet;

/* (transfer full): the name to open @set by. */
char *lb_memory_set_name (const LbMemorySet *set);
void  lb_memory_setup_hooks (SAHooks *hooks);

G_END_DECLS
