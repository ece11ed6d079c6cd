// SPDX-License-Identifier: MIT
#include "gate/landing/history/cache.h"

#include "gate/memory/sealed_file.h"

namespace hotfix {

namespace {

// Of the records' layout and of what is hashed into them.
constexpr std::uint64_t kVersion = 1;

SealedFile cache_file(const Repository& repository) { return {repository, "landing-v1", kVersion}; }

}  // namespace

bool load_cache(const Repository& repository, CommitTable& table, ChangeColumns& columns) {
  const auto bytes = cache_file(repository).read();
  RecordReader reader(bytes ? *bytes : std::string_view{});
  if (!bytes || !table.load(reader)) return false;
  if (columns.load(reader) && reader.done()) return true;
  table.clear();
  columns.clear();
  return false;
}

void save_cache(const Repository& repository, const CommitTable& table,
                const ChangeColumns& columns) {
  RecordWriter body;
  table.save(body);
  columns.save(body);
  cache_file(repository).write(body.bytes());
}

}  // namespace hotfix
