/* xml-stream.h - a part of a workbook, read as XML from its beginning, as far as somebody asks
 *
 * expat parses, a piece of the part at a time. A handler may pause, so that rows are pulled one by one; memory stays
 * bounded whatever the part holds. Element and attribute names come without their prefix: strict and transitional
 * workbooks differ in namespaces only. One thread at a time.
 */
#pragma once
#include "src/package.h"

G_BEGIN_DECLS

typedef struct _LbXml LbXml;

typedef struct {
  /* @attributes: name, value, name, value, NULL; with their prefixes. */
  void (*start) (gpointer data, const char *name, const char **attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, int length); /* NULL: not wanted; a text may come in pieces */
} LbXmlHandlers;

/* @handlers must stay. NULL with LB_ERROR_INPUT when the package has no such part. */
LbXml *lb_xml_open (LbPackage *package, const char *part, const LbXmlHandlers *handlers, gpointer data, GError **error);
void   lb_xml_free (LbXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbXml, lb_xml_free)

/* Reads a part to its end, or to where a handler finishes; handlers find the parser in *@xml meanwhile. */
gboolean lb_xml_read_part (LbPackage *package, const char *part, const LbXmlHandlers *handlers, gpointer data, LbXml **xml,
                           GError **error);

/* Goes on until a handler pauses: TRUE. FALSE at the end, and with LB_ERROR_INPUT where the part cannot be read. */
gboolean lb_xml_run (LbXml *self, GError **error);
/* For handlers. Other handlers may still be called before the parser comes to rest. */
void     lb_xml_pause (LbXml *self);
void     lb_xml_finish (LbXml *self);                /* as if the part ended here           */
void     lb_xml_fail (LbXml *self, GError *problem); /* takes @problem; the first one counts */

void     lb_xml_get_progress (const LbXml *self, gint64 *done, gint64 *total);

/* The value of the attribute of that local name; NULL: there is none. */
const char *lb_xml_find (const char **attributes, const char *name);
/* A name without its prefix. */
const char *lb_xml_local (const char *name);

G_END_DECLS
