// SPDX-License-Identifier: MIT
// What of libgit2 and of the C library these programs never use, so that it does not become a part
// of the one static program: work trees, checkouts, submodules, filters, remotes, packing, regular
// expressions of the configuration, and the lookup of users and hosts. As in network.cpp, what
// stands here is found before the library's own. Each fails when it is called, which the callers in
// gate/git/ take for "cannot be decided".
// Where a release of libgit2 has other names, the two do not link together; then the configuration
// leaves this file out (CMakeLists.txt).
// Names: src/libgit2/*.h of libgit2 1.5.

#ifdef HOTFIX_LEAN_LIBGIT2

#include <cstddef>

#define FAILS(name) \
  int name();       \
  int name() { return -1; }
#define DOES_NOTHING(name) \
  void name();             \
  void name() {}

extern "C" {

// Branches, revisions and remotes by their names in the configuration.
FAILS(git_branch_is_checked_out)
FAILS(git_remote_create)
DOES_NOTHING(git_remote_free)
FAILS(git_revparse)
FAILS(git_revparse_single)
FAILS(git_mailmap_resolve_signature)

// What is between a blob and a file of a work tree.
FAILS(git_checkout_index)
FAILS(git_filter_list__apply_to_file)
FAILS(git_filter_list__convert_buf)
FAILS(git_filter_list_apply_to_blob)
DOES_NOTHING(git_filter_list_free)
FAILS(git_filter_list_load)
FAILS(git_filter_list_load_ext)
int git_filter_global_init();
int git_filter_global_init() { return 0; }

// Packs that are written.
extern bool git_smart__ofs_delta_enabled;
bool git_smart__ofs_delta_enabled = true;
// The library's own limits; the second one also holds for what is read.
extern std::size_t git_indexer__max_objects, git_indexer__max_object_size;
std::size_t git_indexer__max_objects = 0xffffffff, git_indexer__max_object_size = 0x7fffffff;
FAILS(git_indexer_append)
FAILS(git_indexer_commit)
DOES_NOTHING(git_indexer_free)
FAILS(git_indexer_new)
FAILS(git_packbuilder__write_buf)
DOES_NOTHING(git_packbuilder_free)
FAILS(git_packbuilder_insert_commit)
FAILS(git_packbuilder_new)
FAILS(git_packbuilder_set_threads)

// Patterns of diff drivers and of names in the configuration.
FAILS(git_regexp_compile)
DOES_NOTHING(git_regexp_dispose)
FAILS(git_regexp_match)
FAILS(git_regexp_search)

FAILS(git_submodule__lookup_with_cache)
FAILS(git_submodule__status)
FAILS(git_submodule_add_to_index)
DOES_NOTHING(git_submodule_cache_free)
FAILS(git_submodule_cache_init)
FAILS(git_submodule_foreach)
DOES_NOTHING(git_submodule_free)
FAILS(git_submodule_head_id)
FAILS(git_submodule_ignore)
FAILS(git_submodule_lookup)
FAILS(git_submodule_open)
FAILS(git_submodule_parse_ignore)
FAILS(git_submodule_status)
FAILS(git_submodule_wd_id)
FAILS(git_worktree__read_link)
DOES_NOTHING(git_worktree_free)
FAILS(git_worktree_list)
FAILS(git_worktree_lookup)

#ifdef HOTFIX_STATIC
// These would start the resolver and load modules of the system's own C library.
FAILS(getaddrinfo)
DOES_NOTHING(freeaddrinfo)
FAILS(getpwuid_r)
const char* gai_strerror(int code);
const char* gai_strerror(int /*code*/) { return "these programs open no connection"; }
#endif

}  // extern "C"

#endif
