// SPDX-License-Identifier: MIT
#include "gate/report/render.h"

namespace hotfix {

const std::vector<ReportFormat>& report_formats() {
  static const std::vector<ReportFormat> formats = {
      {"text", render_text},
      {"json", [](const Report& report, const TextStyle&) { return render_json(report); }},
  };
  return formats;
}

}  // namespace hotfix
