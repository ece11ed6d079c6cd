// SPDX-License-Identifier: MIT
#include "gate/git/objects/commit_graph.h"

#include <algorithm>
#include <cstring>

#include "gate/base/hex.h"
#include "gate/base/private_file.h"
#include "gate/base/text_lines.h"

namespace hotfix {

namespace {

using Byte = unsigned char;
using Position = CommitGraph::Position;

constexpr std::size_t kId = sizeof(Oid);
constexpr std::size_t kHeader = 8;             // bytes before the table of chunks
constexpr std::size_t kTableEntry = 4 + 8;     // a chunk's name, and where it begins
constexpr std::size_t kRow = kId + 4 + 4 + 8;  // tree, two parents, level and date
constexpr Position kNoParent = 0x70000000;
constexpr Position kMore = 0x80000000;  // the second parent is a place among the edges
constexpr Position kLast = 0x80000000;  // this edge is the last one
constexpr std::uint64_t kLastTime = (std::uint64_t{1} << 34) - 1;
constexpr std::size_t kMostLayers = 255;  // a byte counts those below
constexpr std::size_t kChainLimit = kMostLayers * (2 * kId + 1);
// To read a row takes as long as to look at seven in a mapping, which soon is in memory as a whole.
constexpr Writers kWriters = Writers::own_group;
constexpr std::size_t kFewRows = 256;
constexpr std::size_t kMostMapped = std::size_t{13} << 20;  // bytes

std::uint32_t number(const Byte* bytes) { return static_cast<std::uint32_t>(big_endian(bytes, 4)); }

struct Chunk {
  std::uint64_t begin = 0, size = 0;
};

// The chunks of one file, by their names.
class Chunks {
 public:
  // False when it is not a file of this format, or when it is cut short.
  bool read(const FileBytes& file) {
    static constexpr Byte kVersion1[] = {'C', 'G', 'P', 'H', 1, 1};  // and SHA-1
    Byte header[kHeader];
    if (!file.read(0, header, kHeader)) return false;
    if (std::memcmp(header, kVersion1, sizeof kVersion1) != 0) return false;
    layers_below_ = header[7];
    std::vector<Byte> table((header[6] + std::size_t{1}) * kTableEntry);
    if (!file.read(kHeader, table.data(), table.size())) return false;
    const std::uint64_t first = kHeader + table.size();
    if (file.size() < first + kId) return false;
    const std::uint64_t end = file.size() - kId;
    std::uint64_t before = first;
    for (std::size_t at = 0; at < table.size(); at += kTableEntry) {
      const std::uint64_t begin = big_endian(&table[at + 4], 8);
      if (begin < before || begin > end) return false;
      if (!chunks_.empty()) chunks_.back().size = begin - before;
      names_.push_back(number(&table[at]));
      chunks_.push_back({begin, 0});
      before = begin;
    }
    return before == end && names_.back() == 0;
  }

  std::size_t layers_below() const { return layers_below_; }

  // Nothing when there is none.
  Chunk operator[](const char* name) const {
    const std::uint32_t wanted = number(reinterpret_cast<const Byte*>(name));
    const auto found = std::find(names_.begin(), names_.end(), wanted);
    if (found == names_.end()) return {};
    return chunks_[static_cast<std::size_t>(found - names_.begin())];
  }

 private:
  std::size_t layers_below_ = 0;
  std::vector<std::uint32_t> names_;
  std::vector<Chunk> chunks_;
};

// Empty when they are not there.
std::string text_at(const FileBytes& file, std::uint64_t offset, std::size_t size) {
  std::string text(size, '\0');
  const bool is_read = file.read(offset, reinterpret_cast<Byte*>(text.data()), size);
  return is_read ? text : std::string();
}

void require(bool is_sound) {
  if (!is_sound) throw CommitGraph::Damaged();
}

}  // namespace

CommitGraph CommitGraph::open(const std::string& objects) {
  CommitGraph graph;
  const std::string info = objects + "/info", chain = info + "/commit-graphs";
  if (!is_private_folder(objects, kWriters)) return graph;
  if (graph.add(FileBytes(PrivateFile(info, "commit-graph", kWriters).open()), {})) return graph;
  if (!is_private_folder(info, kWriters)) return graph;
  const auto list = PrivateFile(chain, "commit-graph-chain", kWriters).read(kChainLimit);
  if (!list) return graph;
  for (const std::string_view hash : split_lines(*list)) {
    const bool is_hash = hash.size() == 2 * kId && is_hex(hash);
    const std::string name = "graph-" + std::string(hash) + ".graph";
    if (!is_hash || !graph.add(FileBytes(PrivateFile(chain, name, kWriters).open()), hash)) break;
  }
  return graph;
}

// The hash is only compared with the file's name: to find out whether it is right takes as long as
// to read every commit.
bool CommitGraph::add(FileBytes file, std::string_view expected_hash) {
  Chunks chunks;
  if (!chunks.read(file) || chunks.layers_below() != layers_.size()) return false;
  Layer layer{std::move(file), {}, size_, 0, {}, 0, 0, 0, 0, {}};
  layer.hash = hex_of_bytes(text_at(layer.file, layer.file.size() - kId, kId));
  if (!expected_hash.empty() && layer.hash != expected_hash) return false;
  const Chunk fan_out = chunks["OIDF"], ids = chunks["OIDL"], rows = chunks["CDAT"];
  const Chunk edges = chunks["EDGE"], bases = chunks["BASE"];
  if (fan_out.size != IdTable::kFanOut) return false;
  layer.table.read(layer.file, fan_out.begin);
  layer.count = layer.table.count();
  const std::uint64_t count = layer.count;
  if (count == 0 || count >= kNoParent - size_) return false;
  if (ids.size != count * kId || rows.size != count * kRow || edges.size % 4 != 0) return false;
  if (bases.size != layers_.size() * kId) return false;
  if (!names_layers(text_at(layer.file, bases.begin, bases.size))) return false;
  layer.ids = ids.begin;
  layer.rows = rows.begin;
  layer.edges = edges.begin;
  layer.edge_count = edges.size / 4;
  size_ += layer.count;
  layers_.push_back(std::move(layer));
  return true;
}

// A file names those that it stands on.
bool CommitGraph::names_layers(std::string_view bases) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (hex_of_bytes(bases.substr(i * kId, kId)) != layers_[i].hash) return false;
  }
  return true;
}

std::optional<Position> CommitGraph::find(const Oid& id) const {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    if (const auto place = layer->table.find(layer->file, layer->ids, id)) {
      return layer->below + static_cast<Position>(*place);
    }
  }
  return std::nullopt;
}

std::size_t CommitGraph::layer_of(Position commit) const {
  std::size_t layer = layers_.size() - 1;
  while (commit < layers_[layer].below) --layer;
  return layer;
}

Oid CommitGraph::id(Position commit) const {
  const Layer& layer = layers_[layer_of(commit)];
  Oid id;
  require(
      layer.file.read(layer.ids + std::uint64_t{commit - layer.below} * kId, id.bytes.data(), kId));
  return id;
}

CommitGraph::Row CommitGraph::row(Position commit) {
  Layer& layer = layers_[layer_of(commit)];
  const std::size_t offset = std::size_t{commit - layer.below} * kRow;
  if (++rows_read_ > kFewRows && layer.mapped.size() == 0) {
    const std::size_t size = std::min(layer.count * kRow, kMostMapped);
    layer.mapped = MappedFile(layer.file.descriptor(), layer.rows, size);
  }
  Byte bytes[kRow];
  const Byte* row = bytes;
  if (offset + kRow <= layer.mapped.size()) {
    row = layer.mapped.data() + offset;
  } else {
    require(layer.file.read(layer.rows + offset, bytes, kRow));
  }
  Row found{{}, {number(row + kId), number(row + kId + 4)}, number(row + kId + 8) >> 2, 0};
  std::memcpy(found.tree.bytes.data(), row, kId);
  found.time = static_cast<std::int64_t>(big_endian(row + kId + 8, 8) & kLastTime);
  return found;
}

void CommitGraph::unmap() {
  rows_read_ = 0;
  for (Layer& layer : layers_) layer.mapped = {};
}

void CommitGraph::parents(Position commit, const Edges& edges,
                          std::vector<Position>& parents) const {
  const Layer& layer = layers_[layer_of(commit)];
  const Position known = layer.below + layer.count;
  const auto add = [&](Position parent) {
    require(parent < known);
    parents.push_back(parent);
  };
  parents.clear();
  if (edges.first != kNoParent) add(edges.first);
  if (edges.second == kNoParent) return;
  if ((edges.second & kMore) == 0) return add(edges.second);
  for (std::size_t edge = edges.second & ~kMore;; ++edge) {
    Byte bytes[4];
    require(edge < layer.edge_count && layer.file.read(layer.edges + 4 * edge, bytes, 4));
    const Position parent = number(bytes);
    add(parent & ~kLast);
    if ((parent & kLast) != 0) return;
  }
}

}  // namespace hotfix
