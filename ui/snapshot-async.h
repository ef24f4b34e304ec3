/* snapshot-async.h - the snapshots of snapshot.h made by a worker and handed over on the main loop
 *
 * Each function starts a GTask of @source, whose callback comes on the main loop; the snapshot belongs to whoever finishes it.
 * Main thread.
 */
#pragma once
#include "ui/snapshot.h"
#include "ui/step.h"

G_BEGIN_DECLS

/* lb_county_load(). @step: the project is made from the sample county first, if it is not there, and its steps are told; NULL: it must be
 * there. */
void lb_county_load_async (const char *path, const char *indicator, LbStepFunc step, GCancellable *cancellable, gpointer source,
                           GAsyncReadyCallback callback);
/* lb_county_complete(). */
void lb_county_complete_async (LbCounty *county, const char *const *ids, GCancellable *cancellable, gpointer source,
                               GAsyncReadyCallback callback);
LbCounty *lb_county_finish (GAsyncResult *result, GError **error);

/* lb_picture_make(). */
void       lb_picture_make_async (LbCounty *county, const LbPictureWish *wish, LbPicture *former, gpointer source,
                                  GAsyncReadyCallback callback);
LbPicture *lb_picture_finish (GAsyncResult *result, GError **error);

G_END_DECLS
