// SPDX-License-Identifier: MIT
#include "gate/report/render_policy.h"

namespace hotfix {

const std::vector<PolicyFormat>& policy_formats() {
  static const std::vector<PolicyFormat> formats = {{"text", print_policy},
                                                    {"json", render_policy_json}};
  return formats;
}

}  // namespace hotfix
