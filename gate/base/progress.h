// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

namespace hotfix {

// A line that tells a person how far a long work has come, and vanishes with the object. Silent
// where nobody looks: make it only for a terminal.
class Progress {
 public:
  // `out` null: nothing is ever written. `what` is counted: "hotfixes".
  Progress(std::ostream* out, std::string what) : out_(out), what_(std::move(what)) {}
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done, std::size_t all);

 private:
  std::ostream* out_;
  std::string what_;
  std::size_t width_ = 0;  // of the line that is shown
};

}  // namespace hotfix
