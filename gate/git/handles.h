// SPDX-License-Identifier: MIT
// libgit2 handles that free themselves. Included by gate/git/*.cpp only.
#pragma once

#include <git2.h>

#include <cstring>
#include <memory>
#include <string>

#include "gate/base/error.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

template <auto free>
struct Freed {
  template <class T>
  void operator()(T* handle) const {
    free(handle);
  }
};
template <class T, auto free>
using Handle = std::unique_ptr<T, Freed<free>>;

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using IteratorHandle = Handle<git_reference_iterator, git_reference_iterator_free>;

// Sets libgit2 up, once. Whatever uses libgit2 without a Repository calls it first.
void start_libgit2();

inline git_oid to_git(const Oid& id) {
  git_oid result;
  static_assert(sizeof result.id == sizeof id.bytes);
  std::memcpy(result.id, id.bytes.data(), sizeof result.id);
  return result;
}

inline Oid from_git(const git_oid& id) {
  Oid result;
  std::memcpy(result.bytes.data(), id.id, sizeof id.id);
  return result;
}

// libgit2's words for the error that just happened; never null.
inline const char* git_words() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? error->message : "unknown error";
}

// Throws Undecidable, "<what>: <libgit2's words>", when `status`, which libgit2 has just returned,
// is an error.
inline void check_git(int status, const std::string& what, const char* fix = "git fsck") {
  if (status < 0) throw Undecidable(what + ": " + git_words(), fix);
}

// The same of an iteration: false at its end, and only there.
inline bool has_next(int status, const std::string& what) {
  if (status == GIT_ITEROVER) return false;
  check_git(status, what);
  return true;
}

}  // namespace hotfix
