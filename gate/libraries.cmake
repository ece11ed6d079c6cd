# SPDX-License-Identifier: MIT
# The libraries of the engine: archives where there are some, for the sake of the start and so that a
# program runs wherever it is copied. Sets
#   HOTFIX_STATIC_LINK   whether the programs link the C library in, too (option HOTFIX_STATIC)
#   HOTFIX_LIBGIT2       what is linked of libgit2: lean (gate/git/absent/unused.cpp), offline
#                        (gate/git/absent/network.cpp) or shared
#   HOTFIX_LINK_OPTIONS  how the executable is linked for it
#   libgit2, zlib, re2, toml, cmark   for target_link_libraries

set(HOTFIX_STATIC AUTO CACHE STRING
  "Link the C library in, too: ON (or fail), OFF, or AUTO, where it can be done")

find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBGIT2 REQUIRED IMPORTED_TARGET libgit2>=1.5)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)

# Markdown as forges read it.
find_path(CMARK_HEADERS cmark-gfm-core-extensions.h)
foreach(name cmark-gfm-extensions cmark-gfm)
  find_library(CMARK_${name} NAMES lib${name}.a ${name})
  list(APPEND cmark ${CMARK_${name}})
endforeach()
if(NOT CMARK_HEADERS OR cmark MATCHES NOTFOUND)
  message(FATAL_ERROR "cmark-gfm is missing: ci/setup installs it, as libcmark-gfm-dev and "
    "libcmark-gfm-extensions-dev on Debian and Ubuntu, as cmark-gfm with Homebrew")
endif()

set(probe ${CMAKE_BINARY_DIR}/probe)
set(HOTFIX_LINK_OPTIONS "")

# With its archive the programs start three times as fast: its network is left out.
foreach(name git2 pcre2-8 mbedcrypto http_parser z)
  find_library(ARCHIVE_${name} lib${name}.a)
  list(APPEND libgit2 ${ARCHIVE_${name}})
endforeach()

# Does what gate/git/ calls link with these sources in place of parts of libgit2?
file(WRITE ${probe}/libgit2.cpp [[
#include <git2.h>
#include <git2/sys/mempack.h>
void* const used[] = {(void*)git_attr_get_many_ext, (void*)git_config_new, (void*)git_diff_buffers,
  (void*)git_index_add, (void*)git_index_write_tree_to, (void*)git_mempack_new,
  (void*)git_merge_commits, (void*)git_merge_file, (void*)git_merge_trees, (void*)git_odb_read,
  (void*)git_odb_write, (void*)git_odb_add_disk_alternate, (void*)git_reference_iterator_glob_new,
  (void*)git_reference_peel, (void*)git_repository_open_bare, (void*)git_tree_lookup};
int main(int argc, char**) { return git_libgit2_init() + (used[argc % 16] == nullptr); }
]])
function(links_libgit2 variable definitions options)
  try_compile(${variable} ${probe}/${variable}
    SOURCES ${probe}/libgit2.cpp ${CMAKE_SOURCE_DIR}/gate/git/absent/network.cpp
      ${CMAKE_SOURCE_DIR}/gate/git/absent/unused.cpp
    COMPILE_DEFINITIONS ${definitions} LINK_OPTIONS ${options}
    LINK_LIBRARIES ${libgit2} Threads::Threads CXX_STANDARD 20)
  set(${variable} ${${variable}} PARENT_SCOPE)
endfunction()

set(HOTFIX_LIBGIT2 shared)
set(zlib ZLIB::ZLIB)
if(NOT libgit2 MATCHES NOTFOUND)
  # Later ones may ask for what unused.cpp takes away, and no link would tell.
  if(LIBGIT2_VERSION MATCHES "^1\\.5\\.")
    links_libgit2(HOTFIX_LEAN_LIBGIT2 "-DHOTFIX_STATIC_LIBGIT2;-DHOTFIX_LEAN_LIBGIT2" "")
  endif()
  if(HOTFIX_LEAN_LIBGIT2)
    set(HOTFIX_LIBGIT2 lean)
  else()
    links_libgit2(HOTFIX_STATIC_LIBGIT2 -DHOTFIX_STATIC_LIBGIT2 "")
    if(HOTFIX_STATIC_LIBGIT2)
      set(HOTFIX_LIBGIT2 offline)
    endif()
  endif()
endif()
if(HOTFIX_LIBGIT2 STREQUAL "shared")
  set(libgit2 PkgConfig::LIBGIT2)
else()
  set(zlib ${ARCHIVE_z})
endif()

# With the archive of RE2 too, where it needs no more, nothing else needs the shared C++ library: its
# symbols are a third of what is left of the start.
set(re2 PkgConfig::RE2)
set(toml tomlplusplus::tomlplusplus)
find_library(ARCHIVE_re2 libre2.a)
if(NOT HOTFIX_LIBGIT2 STREQUAL "shared" AND ARCHIVE_re2 AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
    AND NOT sanitizers MATCHES address)
  file(WRITE ${probe}/re2.cpp "#include <re2/re2.h>\nint main() { return RE2(\"a\").ok() ? 0 : 1; }\n")
  try_compile(HOTFIX_STATIC_RE2 ${probe}/re2 SOURCES ${probe}/re2.cpp
    LINK_LIBRARIES ${ARCHIVE_re2} Threads::Threads)
  if(HOTFIX_STATIC_RE2)
    set(re2 ${ARCHIVE_re2})
    # Its headers alone: the library would bring the shared C++ library back.
    add_library(toml_headers INTERFACE)
    target_include_directories(toml_headers SYSTEM INTERFACE
      $<TARGET_PROPERTY:tomlplusplus::tomlplusplus,INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_definitions(toml_headers INTERFACE TOML_HEADER_ONLY=1)
    set(toml toml_headers)
    set(HOTFIX_LINK_OPTIONS -static-libstdc++)
  endif()
endif()

# The C library too, where everything else is linked in. Position-independent: it is loaded where
# nobody can tell, and the first exception of a plain -static program sorts its whole frame table,
# which takes longer than a push.
set(HOTFIX_STATIC_LINK FALSE)
if(HOTFIX_STATIC AND HOTFIX_LIBGIT2 STREQUAL "lean" AND HOTFIX_STATIC_RE2 AND cmark MATCHES "\\.a;.*\\.a$")
  links_libgit2(HOTFIX_LINKS_STATIC
    "-DHOTFIX_STATIC_LIBGIT2;-DHOTFIX_LEAN_LIBGIT2;-DHOTFIX_STATIC" -static-pie)
  set(HOTFIX_STATIC_LINK ${HOTFIX_LINKS_STATIC})
endif()
if(HOTFIX_STATIC_LINK)
  set(HOTFIX_LINK_OPTIONS -static-pie)
  # Its relocations in a hundredth of the room, which are applied in less time; by glibc since 2.36.
  set(packed -Wl,-z,pack-relative-relocs)
  file(WRITE ${probe}/packed.cpp "#include <cstdlib>\n#if !__GLIBC_PREREQ(2, 36)\n#error old\n#endif\n"
    "int main() { return 0; }\n")
  try_compile(HOTFIX_PACKS_RELOCATIONS ${probe}/packed SOURCES ${probe}/packed.cpp
    LINK_OPTIONS -static-pie ${packed} -Wl,--fatal-warnings)
  if(HOTFIX_PACKS_RELOCATIONS)
    list(APPEND HOTFIX_LINK_OPTIONS ${packed})
  endif()
endif()
if(HOTFIX_STATIC STREQUAL "ON" AND NOT HOTFIX_STATIC_LINK)
  message(FATAL_ERROR "HOTFIX_STATIC is ON, but the archives of libgit2, pcre2, mbedtls, http_parser, "
    "zlib, re2, cmark-gfm and the C library do not link together here (libgit2: ${HOTFIX_LIBGIT2})")
endif()
