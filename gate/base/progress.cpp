// SPDX-License-Identifier: MIT
#include "gate/base/progress.h"

#include <algorithm>
#include <ostream>

namespace hotfix {

Progress::~Progress() {
  if (width_ > 0) *out_ << '\r' << std::string(width_, ' ') << '\r' << std::flush;
}

void Progress::show(std::size_t done, std::size_t all) {
  if (!out_) return;
  std::string line = std::to_string(done) + "/" + std::to_string(all) + " " + what_;
  line.resize(std::max(width_, line.size()), ' ');
  width_ = line.size();
  *out_ << '\r' << line << std::flush;
}

}  // namespace hotfix
