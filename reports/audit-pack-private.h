/* audit-pack-private.h - the state while the folder of an audit pack is written */
#pragma once
#include "reports/audit-pack.h"
#include "src/csv.h"

/* Where the households' numbers stand; its files have an index of their own. */
#define LB_AUDIT_RESTRICTED "restricted"

typedef struct {
  char *name;  /* within the folder             */
  char *title; /* what it is, for the index     */
  guint pages; /* of a PDF; 0: another file     */
} LbAuditFile;

struct _LbAuditPack {
  const LbAuditPackSource *source;
  GCancellable *cancellable;
  char *pdf, *folder, *temporary;
  char *key;          /* the project's, for pseudonyms; goes into no file */
  GPtrArray *files;   /* LbAuditFile                          */
  GPtrArray *folders; /* char *: made within it, outer first  */
  gboolean committed;
};

/* Makes the folder @name within the pack's. */
gboolean lb_audit_pack_add_folder (LbAuditPack *self, const char *name, GError **error);
/* (transfer full): where a file is to be written that the index names so. */
char    *lb_audit_pack_add_file (LbAuditPack *self, const char *name, const char *title, guint pages);
/* The rows of @list within @scope as @folder/ID.csv; nothing where there are none and @scope is not the report's own. */
gboolean lb_audit_pack_add_list (LbAuditPack *self, const LbList *list, guint scope, const char *folder, gboolean masked, GError **error);
/* For each village of the sample: its rows of every list, and the dossiers of its households. */
gboolean lb_audit_pack_add_villages (LbAuditPack *self, GError **error);
