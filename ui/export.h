/* export.h - the map and the report to a file, by a worker
 *
 * What is written is what is shown: the same picture (snapshot.h), or a report of the same project and date. Start on
 * the main thread; @callback comes there too.
 */
#pragma once
#include "ui/snapshot.h"

G_BEGIN_DECLS

/* The map sheet by the extension of @path: .png .svg .pdf. */
void lb_export_map (LbPicture *picture, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer data);
/* As the command "report" has them; all of it is copied. */
typedef struct {
  const char *kind;           /* "look-back", …                                             */
  const char *letter;         /* file of the letter's words; NULL: no red head              */
  const char *number, *dated; /* of the letter, before the file's own; NULL: the file's own */
  gboolean public_;           /* small figures are hidden                                   */
  const char *review;         /* map-review number; NULL: none                              */
} LbReportWish;

/* A report of the county at the picture's date; the project notes that it was made, where it may be written. */
void lb_export_report (LbPicture *picture, const char *path, const LbReportWish *wish, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data);
/* (transfer full): path that was written, or NULL with the sentence. */
char *lb_export_finish (GAsyncResult *result, GError **error);

/* (transfer full): "岚岭县-帮扶措施落实率-2025-12-31.png"; nothing in it that a file system refuses. */
char *lb_export_suggest_name (LbPicture *picture, const char *what, const char *extension);

G_END_DECLS
