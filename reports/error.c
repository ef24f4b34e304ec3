#include "reports/report.h"

G_DEFINE_QUARK (lb-reports-error-quark, lb_reports_error)
