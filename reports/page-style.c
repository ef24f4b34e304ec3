#include "config.h"
#include "reports/page-style.h"

static const LbStyleMeasures styles[LB_N_STYLES] = {
  /* GB/T 9704-2012 5.2: 版心 156 × 225 mm, 天头 37 mm, 订口 28 mm, 3号 16 pt. */
  [LB_STYLE_OFFICIAL] = {210, 297, {28, 37, 156, 225}, 22, 28, 16, 22, 14, 10.5, 9, 1.5, LB_NUMBER_OUTSIDE},
  [LB_STYLE_PLAIN] = {210, 297, {24.5, 26, 161, 244.8}, 34, 38, 12, 18, 10.5, 10.5, 9, 1.5, LB_NUMBER_CENTRED},
  [LB_STYLE_DOSSIER] = {210, 297, {20, 18, 170, 255}, 51, 45, 10.5, 16, 9, 9, 9, 2, LB_NUMBER_CENTRED},
  [LB_STYLE_SLIDE] = {338.67, 190.5, {14, 36, 310.67, 138}, 18, 60, 14, 24, 10, 14, 9, 1.5, LB_NUMBER_OF_ALL},
};

const LbStyleMeasures *
lb_page_style_get (LbPageStyle style)
{
  g_return_val_if_fail (style < LB_N_STYLES, &styles[LB_STYLE_OFFICIAL]);
  return &styles[style];
}
