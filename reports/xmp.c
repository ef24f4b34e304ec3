/* The metadata of a document once more, as XMP (ISO 16684-1) with the mark of PDF/A-2b. */
#include "config.h"
#include "reports/pdf-finish.h"

static void
add (GString *out, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "%s%s%s\n", before, escaped, after);
}

char *
lb_xmp_new (const LbPaintInfo *info, const char *producer)
{
  GString *out = g_string_new ("<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                               "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                               "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                               " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                               " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                               "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
                               "<dc:format>application/pdf</dc:format>\n"
                               "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n");

  add (out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->title, "</rdf:li></rdf:Alt></dc:title>");
  add (out, "<dc:creator><rdf:Seq><rdf:li>", info->author, "</rdf:li></rdf:Seq></dc:creator>");
  add (out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->subject, "</rdf:li></rdf:Alt></dc:description>");
  add (out, "<pdf:Keywords>", info->keywords, "</pdf:Keywords>");
  add (out, "<pdf:Producer>", producer, "</pdf:Producer>");
  add (out, "<xmp:CreatorTool>", "Lookback " LB_VERSION, "</xmp:CreatorTool>");
  add (out, "<xmp:CreateDate>", info->date, "</xmp:CreateDate>");
  add (out, "<xmp:ModifyDate>", info->date, "</xmp:ModifyDate>");
  g_string_append (out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
  return g_string_free (out, FALSE);
}
