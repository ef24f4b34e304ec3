/* package.h - the parts of a ZIP archive as streams, for workbooks are such archives
 *
 * A few kilobytes can unpack to terabytes, and what an archive says of its own sizes need not be true. So what is
 * unpacked is counted, and more than limits.h allows is refused. Nothing is ever unpacked to disk. One thread at a time.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbPackage LbPackage;
typedef struct _LbEntry   LbEntry;

/* NULL with LB_ERROR_FILE or, when it is no whole archive, LB_ERROR_INPUT. */
LbPackage  *lb_package_open (const char *path, GError **error);
/* After the parts that were opened. */
void        lb_package_free (LbPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbPackage, lb_package_free)

/* The name of the file, for sentences. Borrowed. */
const char *lb_package_get_name (const LbPackage *self);
/* Part names are compared without regard to case (ECMA-376 part 2, 6.2.2). */
gboolean    lb_package_has (const LbPackage *self, const char *part);
/* FALSE with LB_ERROR_INPUT when all parts together unpack to more than the limits allow, or one is damaged or sealed:
 * for readers that hold them in memory. */
gboolean    lb_package_check (LbPackage *self, GError **error);
/* What is said of an archive that holds nonsense. Always FALSE. */
gboolean    lb_package_refuse_damaged (const LbPackage *self, GError **error);

/* NULL with LB_ERROR_INPUT when there is no such part, or it is sealed by a password. Several may be open at once. */
LbEntry     *lb_entry_open (LbPackage *package, const char *part, GError **error);
void        lb_entry_free (LbEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbEntry, lb_entry_free)
/* At most @most bytes; 0 at the end; -1 with LB_ERROR_INPUT. */
gssize      lb_entry_read (LbEntry *self, gpointer bytes, gsize most, GError **error);
/* Bytes read, and bytes there are as the archive says. */
void        lb_entry_get_progress (const LbEntry *self, gint64 *done, gint64 *total);

G_END_DECLS
