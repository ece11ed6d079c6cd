// SPDX-License-Identifier: MIT
#include "gate/match/simple_glob.h"

#include <array>

#include "rules/code/default_paths.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

// A glob beside what was read of it.
struct Name {
  std::string_view head, tail;
  bool star;

  bool is(std::string_view name) const {
    if (!star) return name == head;
    return name.size() >= head.size() + tail.size() && name.starts_with(head) &&
           name.ends_with(tail);
  }
};

// Does a folder on the way to the file have the name?
bool is_in(std::string_view path, const Name& folder) {
  for (auto slash = path.find('/'); slash != kNone; slash = path.find('/')) {
    if (slash + 1 == path.size()) return false;  // nothing in it
    if (folder.is(path.substr(0, slash))) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

// To read these takes a fifteenth of the instructions of a small push.
template <const auto& globs>
constexpr auto kRead = [] {
  std::array<std::optional<SimpleGlob>, std::size(globs)> all;
  std::transform(std::begin(globs), std::end(globs), all.begin(), simple_glob);
  return all;
}();

struct Known {
  const std::string_view* table;
  std::span<const std::optional<SimpleGlob>> read;
};

template <const auto& globs>
constexpr Known known() {
  return {std::data(globs), kRead<globs>};
}

}  // namespace

bool matches(const SimpleGlob& read, std::string_view glob, std::string_view path,
             std::string_view name) {
  if (!path.starts_with(read.root.of(glob))) return false;
  path.remove_prefix(read.root.size);
  const Name wanted = {read.head.of(glob), read.tail.of(glob), read.star};
  if (read.folder && !read.direct) return is_in(path, wanted);
  if (read.folder) {
    const auto slash = path.find('/');
    return slash != kNone && slash + 1 < path.size() && wanted.is(path.substr(0, slash));
  }
  // A path ends in its name: in `root` itself there is nothing before it.
  return (!read.direct || path.size() == name.size()) && wanted.is(name);
}

SimpleGlobs::SimpleGlobs(std::span<const std::string_view> globs) {
  using namespace default_paths;
  for (const Known& one :
       {known<kTests>(), known<kSureTests>(), known<kLikelyTests>(), known<kDocs>(), known<kLock>(),
        known<kGenerated>(), known<kVendored>(), known<kConfig>(), known<kManifests>()}) {
    if (one.table != globs.data() || one.read.size() != globs.size()) continue;
    all_ = one.read;
    return;
  }
  read_now_.reserve(globs.size());
  for (const std::string_view glob : globs) read_now_.push_back(simple_glob(glob));
  all_ = read_now_;
}

}  // namespace hotfix
