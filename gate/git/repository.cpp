// SPDX-License-Identifier: MIT
#include "gate/git/repository.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <git2/sys/repository.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/git/discovery/command.h"
#include "gate/git/handles.h"
#include "gate/git/objects/pack_index.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Of packs that are mapped at once: the pages count as this program's memory.
constexpr std::size_t kPackWindow = std::size_t{16} << 20;
constexpr std::size_t kMostMapped = std::size_t{128} << 20;

constexpr const char* kNoReferences = "references cannot be read";

git_odb* odb_of(git_repository* repository) {
  git_odb* odb = nullptr;
  check_git(git_repository_odb(&odb, repository), "the object database cannot be opened");
  return odb;
}

git_object_t to_git(ObjectType type) {
  switch (type) {
    case ObjectType::commit:
      return GIT_OBJECT_COMMIT;
    case ObjectType::tree:
      return GIT_OBJECT_TREE;
    case ObjectType::blob:
      return GIT_OBJECT_BLOB;
    case ObjectType::tag:
      return GIT_OBJECT_TAG;
  }
  return GIT_OBJECT_INVALID;
}

ObjectType from_git(git_object_t type) {
  switch (type) {
    case GIT_OBJECT_COMMIT:
      return ObjectType::commit;
    case GIT_OBJECT_TREE:
      return ObjectType::tree;
    case GIT_OBJECT_TAG:
      return ObjectType::tag;
    default:
      return ObjectType::blob;
  }
}

// Throws when the object is not what was asked for.
Object checked(Object object, const Oid& id, ObjectType type) {
  if (object.type() == type) return object;
  throw Undecidable("object " + id.hex() + " is not a " + git_object_type2string(to_git(type)) +
                        " but a " + git_object_type2string(to_git(object.type())),
                    "name a commit");
}

// An id is the hash of what it names: anything else was put in its place.
void require_content(const Object& object, const Oid& id) {
  git_oid made;
  const std::string_view data = object.data();
  check_git(git_odb_hash(&made, data.data(), data.size(), to_git(object.type())),
            "an object cannot be hashed");
  if (hotfix::from_git(made) == id) return;
  throw Undecidable(
      "object " + id.hex() + " is damaged: its content belongs to " + hotfix::from_git(made).hex(),
      "git fsck");
}

// A walk over history allocates and frees an object a thousand times over. Memory that goes back to
// the system in between comes back page by page, zeroed: a tenth of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 128 << 20;  // bytes
  mallopt(M_MMAP_THRESHOLD, kKept);
  mallopt(M_TRIM_THRESHOLD, kKept);
#endif
}

// git says of a reference whose file is empty or holds no id what it says of one that is not there.
void require_no_file(const std::string& common_dir, const std::string& refname) {
  const std::string path = common_dir + "/" + refname;
  struct stat status = {};
  if (lstat(path.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) return;
  const bool can_be_fetched = refname.starts_with("refs/remotes/");
  throw Undecidable(refname + " is broken: " + path + " holds no id",
                    can_be_fetched ? "rm " + shell_quote(path) + " && git fetch --all" : "git fsck",
                    Cause::other);
}

// An empty one in its place, or .gitattributes would be read from the index.
void hide_index(git_repository* repository) {
  git_index* empty = nullptr;
  check_git(git_index_new(&empty), "libgit2 cannot make an index");
  const IndexHandle index(empty);
  check_git(git_repository_set_index(repository, empty), "libgit2 cannot set an index");
}

// A merge of commits would go by git's commit-graph, and believe it unseen.
void hide_commit_graph(git_repository* repository) {
  const OdbHandle odb(odb_of(repository));
  check_git(git_odb_set_commit_graph(odb.get(), nullptr), "libgit2 cannot set a commit-graph");
}

// The configuration of a clone is its owner's: core.attributesFile, for one, would say which files
// are generated.
void hide_configuration(git_repository* repository) {
  git_config* empty = nullptr;
  check_git(git_config_new(&empty), "libgit2 cannot make a configuration");
  const ConfigHandle config(empty);
  check_git(git_repository_set_config(repository, empty), "libgit2 cannot set a configuration");
}

}  // namespace

// libgit2 is set up once: git has already decided about the owner, and every setting comes from
// git, so no configuration file of the machine is read. The extensions named here change nothing
// for a reader of objects; `objectformat` is accepted only because git has said that this
// repository is SHA-1.
void start_libgit2() {
  static const bool started = [] {
    const auto set_up = [](int status) {
      check_git(status, "libgit2 cannot be set up", "reinstall hotfix-gate");
    };
    set_up(git_libgit2_init());
    keep_freed_memory();
    set_up(git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0));
    set_up(git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0));
    // Of a push to containerd it takes 13 ms of 65, of a ledger without a cache a third.
    set_up(git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1));
    // A merge in memory may name what a partial clone left on the server.
    set_up(git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 0));
    set_up(git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, kPackWindow));
    set_up(git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, kMostMapped));
    for (int level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
                      GIT_CONFIG_LEVEL_GLOBAL}) {
      set_up(git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, ""));
    }
    const char* extensions[] = {"partialclone", "worktreeconfig",    "preciousobjects",
                                "noop-v1",      "relativeworktrees", "objectformat"};
    set_up(git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, std::size(extensions)));
    return true;
  }();
  (void)started;
}

void Repository::Free::operator()(git_repository* repository) const {
  git_repository_free(repository);
}

Repository Repository::open(const std::string& path) { return open(find_location(path), path); }

Repository Repository::open(Location location, const std::string& path) {
  Repository repository;
  repository.location_ = std::move(location);
  repository.references_ = References(repository.common_dir());
  repository.packs_ = Packs(repository.common_dir() + "/objects");
  repository.loose_ = LooseObjects(repository.common_dir() + "/objects");
  start_libgit2();
  // A server's quarantine, or a person's own choice (gitrepository-layout(5), git-receive-pack(1)).
  if (const char* objects = std::getenv("GIT_OBJECT_DIRECTORY"); objects && path.empty()) {
    const OdbHandle odb(odb_of(repository.handle()));
    check_git(git_odb_add_disk_alternate(odb.get(), objects), "GIT_OBJECT_DIRECTORY cannot be read",
              "unset GIT_OBJECT_DIRECTORY");
  }
  repository.read_shallow();
  return repository;
}

git_repository* Repository::handle() const {
  if (repository_ != nullptr) return repository_.get();
  check_pack_indexes(common_dir() + "/objects");
  git_repository* opened = nullptr;
  // As bare: the work tree and the index belong to the person, not to the judgement.
  check_git(git_repository_open_bare(&opened, common_dir().c_str()),
            "libgit2 cannot open the repository");
  repository_.reset(opened);
  hide_commit_graph(opened);
  hide_index(opened);
  hide_configuration(opened);
  return opened;
}

bool Repository::has_grafts() const {
  struct stat status = {};
  return lstat((common_dir() + "/info/grafts").c_str(), &status) == 0 && status.st_size > 0;
}

void Repository::read_shallow() {
  const std::string path = common_dir() + "/shallow";
  struct stat status = {};
  if (lstat(path.c_str(), &status) != 0 && errno == ENOENT) return;
  std::ifstream file(path);
  if (!file) {
    throw Undecidable(path + " cannot be read, so where history ends is not known", "git fsck");
  }
  for (std::string line; std::getline(file, line);) shallow_.insert(parse_oid(line));
}

std::optional<Oid> Repository::commit_of_ref(const std::string& refname,
                                             const IsKnown& is_known) const {
  using Kind = References::State::Kind;
  const References::State state = references_.find(refname);
  // Where git had to be asked, references may lie elsewhere (extensions.refStorage): then only git
  // can say that there is none.
  const bool is_usual = location_.top.has_value();
  if (state.kind == Kind::nowhere && is_usual) return std::nullopt;
  const bool is_there = state.kind == Kind::found;
  if (is_there && ((is_known && is_known(state.id)) || is_commit(state.id))) return state.id;
  return commit_by_libgit2(refname);
}

// False, too, for what libgit2 has to look at: an annotated tag, or an object that only it reads.
bool Repository::is_commit(const Oid& id) const {
  if (recent_commits_.find(id) != nullptr) return true;
  if (const auto type = packs_.type_of(id)) return *type == ObjectType::commit;
  const auto object = loose_.read(id);  // a damaged one would never come back from libgit2
  return object && object->type() == ObjectType::commit;
}

std::optional<Oid> Repository::commit_by_libgit2(const std::string& refname) const {
  const auto is_nowhere = [this](const char* name) {
    return references_.find(name).kind == References::State::Kind::nowhere;
  };
  git_reference* found = nullptr;
  if (git_reference_lookup(&found, handle(), refname.c_str()) == 0) {
    const ReferenceHandle reference(found);
    // Such as refs/remotes/origin/HEAD, after the branch that it stood for was renamed.
    const char* target = git_reference_symbolic_target(found);
    if (target != nullptr && is_nowhere(target)) return std::nullopt;
    git_object* peeled = nullptr;
    if (git_reference_peel(&peeled, found, GIT_OBJECT_COMMIT) == 0) {
      const Oid id = from_git(*git_object_id(peeled));
      git_object_free(peeled);
      return id;
    }
    // A commit that libgit2 cannot parse (an author line of the old days) is a commit all the same.
    git_oid direct;
    if (git_reference_name_to_id(&direct, handle(), refname.c_str()) == 0) {
      read(from_git(direct), ObjectType::commit);
      return from_git(direct);
    }
    throw Undecidable(refname + " points to nothing: " + git_words(), "git fsck");
  }
  return commit_by_git(refname, git_words());
}

// libgit2 says "not found" for an unreadable packed-refs too: git has the last word.
std::optional<Oid> Repository::commit_by_git(const std::string& refname,
                                             const std::string& words) const {
  const CommandResult git =
      run_git({"--git-dir=" + common_dir(), "show-ref", "--verify", refname}, {}, true);
  if (git.status == 0) {
    if (const Oid id = parse_oid(git.out.substr(0, 40)); id != Oid{}) return id;
  }
  if (git.err.find("not a valid ref") != std::string::npos) {
    require_no_file(common_dir(), refname);
    return std::nullopt;
  }
  throw Undecidable(
      std::string(kNoReferences) + ": " + first_line(git.err.empty() ? words : git.err),
      "git fsck");
}

std::vector<std::pair<std::string, Oid>> Repository::refs_below(const std::string& prefix) const {
  std::vector<std::pair<std::string, Oid>> refs;
  git_reference_iterator* started = nullptr;
  check_git(git_reference_iterator_glob_new(&started, handle(), (prefix + "*").c_str()),
            kNoReferences);
  const IteratorHandle iterator(started);
  git_reference* next = nullptr;
  while (has_next(git_reference_next(&next, started), kNoReferences)) {
    const ReferenceHandle reference(next);
    if (const git_oid* id = git_reference_target(next)) {
      refs.emplace_back(git_reference_name(next), from_git(*id));
    }
  }
  return refs;
}

bool Repository::contains(const Oid& id) const {
  if (packs_.contains(id) || loose_.contains(id)) return true;
  const OdbHandle odb(odb_of(handle()));
  const git_oid git_id = hotfix::to_git(id);
  return git_odb_exists(odb.get(), &git_id) == 1;
}

bool Repository::is_partial() const {
  std::error_code ignored;
  for (const auto& file :
       std::filesystem::directory_iterator(common_dir() + "/objects/pack", ignored)) {
    if (file.path().extension() == ".promisor") return true;
  }
  return false;
}

void Repository::fail_read(const Oid& id, ObjectType type, const char* words) const {
  const std::string hex = id.hex();
  if (contains(id)) {
    throw Undecidable("object " + hex + " is damaged: " + words, "git fsck");
  }
  if (is_partial()) {
    if (type == ObjectType::blob) {
      throw Undecidable("object " + hex +
                            ", the content of a file, is not here: this is a partial clone, which "
                            "leaves contents on the server (--filter=blob:none)",
                        "git cat-file -e " + hex, Cause::left_on_server);
    }
    // One tree leads to the next: fetching them one by one would never end.
    throw Undecidable("object " + hex +
                          ", a folder, is not here: this is a treeless clone, which leaves folders "
                          "on the server too (--filter=tree:0)",
                      "git fetch --refetch --filter=blob:none", Cause::not_fetched);
  }
  std::error_code ignored;
  if (std::filesystem::exists(common_dir() + "/objects/info/alternates", ignored)) {
    throw Undecidable("object " + hex + " is missing, and this repository borrows objects",
                      "check the folders named in " + common_dir() + "/objects/info/alternates");
  }
  throw Undecidable("object " + hex + " is missing: the repository is damaged or was never fetched",
                    "git fetch --all && git fsck", Cause::not_fetched);
}

Object Repository::read(const Oid& id, ObjectType type) const {
  const bool is_kept = type == ObjectType::blob || type == ObjectType::commit;
  if (!is_kept) return read(id, type, Hash::check);
  RecentObjects& recent = type == ObjectType::blob ? recent_blobs_ : recent_commits_;
  if (const Object* known = recent.find(id)) return *known;
  Object object = read(id, type, Hash::check);
  recent.add(id, object);
  return object;
}

Object Repository::read(const Oid& id, ObjectType type, Hash hash) const {
  if (end_ && std::chrono::steady_clock::now() >= *end_) throw OutOfTime();
  return checked(read_any(id, type, hash), id, type);
}

Object Repository::read_any(const Oid& id, ObjectType type, Hash hash) const {
  auto object = packs_.read(id);
  if (!object) object = loose_.read(id);
  if (!object) return read_by_libgit2(id, type);
  if (hash == Hash::check) require_content(*object, id);
  return std::move(*object);
}

// What is in a form that only it reads, borrowed from another repository, or not there.
Object Repository::read_by_libgit2(const Oid& id, ObjectType type) const {
  const OdbHandle odb(odb_of(handle()));
  const git_oid git_id = hotfix::to_git(id);
  git_odb_object* found = nullptr;
  if (git_odb_read(&found, odb.get(), &git_id) != 0) {
    const std::string words = git_words();
    fail_read(id, type, words.c_str());
  }
  const OdbObjectHandle object(found);
  return Object(from_git(git_odb_object_type(found)),
                std::string(static_cast<const char*>(git_odb_object_data(found)),
                            git_odb_object_size(found)));
}

std::shared_ptr<const Object> Repository::tree(const Oid& id) const {
  if (auto known = recent_trees_.find(id)) return known;
  auto tree = std::make_shared<const Object>(
      read(id, ObjectType::tree, trusts_clone_ ? Hash::believe : Hash::check));
  recent_trees_.add(id, tree);
  return tree;
}

std::size_t Repository::size_of(const Oid& id) const {
  if (const Object* known = recent_blobs_.find(id)) return known->data().size();
  if (const auto size = packs_.size_of(id)) return *size;
  if (const auto size = loose_.size_of(id)) return *size;
  const OdbHandle odb(odb_of(handle()));
  const git_oid git_id = hotfix::to_git(id);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git_odb_read_header(&size, &type, odb.get(), &git_id) != 0) {
    const std::string words = git_words();
    fail_read(id, ObjectType::blob, words.c_str());
  }
  return size;
}

std::optional<Oid> Repository::expand(std::string_view hex) const {
  git_oid prefix, full;
  const std::string digits(hex);
  if (digits.size() < 4 || digits.size() > 40 ||
      git_oid_fromstrn(&prefix, digits.c_str(), digits.size()) != 0) {
    return std::nullopt;
  }
  const OdbHandle odb(odb_of(handle()));
  const int status = git_odb_exists_prefix(&full, odb.get(), &prefix, digits.size());
  if (status == GIT_ENOTFOUND || status == GIT_EAMBIGUOUS) return std::nullopt;
  check_git(status, "objects cannot be looked up");
  return from_git(full);
}

}  // namespace hotfix
