/* The styles of a workbook, of which only the number formats matter: a cell names a style, a style a format */
#include "config.h"
#include "src/xlsx-private.h"

#include <string.h>

#define MOST_STYLES (1 << 17) /* twice what a spreadsheet allows */

typedef struct {
  LbXml *xml;
  GHashTable *codes; /* guint → LbNumberForm: formats of the workbook's own */
  GArray *forms;
  gboolean in_cells; /* <cellXfs>; <cellStyleXfs> has the same children */
} StylesReader;

static guint
read_id (const char **attributes)
{
  const char *id = lb_xml_find (attributes, "numFmtId");

  return id != NULL ? (guint) g_ascii_strtoull (id, NULL, 10) : 0;
}

static void
start (gpointer data, const char *name, const char **attributes)
{
  StylesReader *self = data;
  gpointer form = NULL;

  if (strcmp (name, "numFmt") == 0 && g_hash_table_size (self->codes) < MOST_STYLES) {
    const char *code = lb_xml_find (attributes, "formatCode");
    g_hash_table_insert (self->codes, GUINT_TO_POINTER (read_id (attributes)),
                         GUINT_TO_POINTER (lb_number_form_from_code (code != NULL ? code : "")));
  } else if (strcmp (name, "cellXfs") == 0) {
    self->in_cells = TRUE;
  } else if (self->in_cells && strcmp (name, "xf") == 0 && self->forms->len < MOST_STYLES) {
    guint id = read_id (attributes);
    LbNumberForm own = g_hash_table_lookup_extended (self->codes, GUINT_TO_POINTER (id), NULL, &form)
                         ? (LbNumberForm) GPOINTER_TO_UINT (form)
                         : lb_number_form_from_id (id);
    g_array_append_val (self->forms, own);
  }
}

static void
end (gpointer data, const char *name)
{
  StylesReader *self = data;

  if (strcmp (name, "cellXfs") == 0)
    lb_xml_finish (self->xml);
}

gboolean
lb_xlsx_read_styles (LbPackage *package, const char *part, GArray *forms, GError **error)
{
  static const LbXmlHandlers handlers = {start, end, NULL};
  g_autoptr (GHashTable) codes = g_hash_table_new (NULL, NULL);
  StylesReader reader = {.codes = codes, .forms = forms};

  return lb_xml_read_part (package, part, &handlers, &reader, &reader.xml, error);
}
