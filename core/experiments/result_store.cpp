#include "experiments/result_store.h"

#include <fmt/chrono.h>
#include <sqlite3.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>

#include "engine/checkpoint.h"
#include "engine/sha256.h"
#include "output/tables.h"

namespace lacuna::experiments {
namespace {

constexpr auto stage = "experiment results";
constexpr int schemaVersion = 1;
constexpr int patienceMilliseconds = 60000;  // while another worker writes
constexpr auto schema = R"(
CREATE TABLE runs (key TEXT PRIMARY KEY, settings TEXT NOT NULL, train_samples INTEGER NOT NULL, parameters INTEGER NOT NULL,
    seconds REAL NOT NULL, device TEXT NOT NULL, classes TEXT NOT NULL, finished TEXT NOT NULL);
CREATE TABLE pixels (key TEXT PRIMARY KEY, places BLOB NOT NULL, reference BLOB NOT NULL);
CREATE TABLE tests (key TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (key), facts TEXT NOT NULL,
    pixels TEXT NOT NULL REFERENCES pixels (key), predicted BLOB NOT NULL,
    oa REAL, aa REAL, kappa REAL, macro_f1 REAL, mean_iou REAL, activation TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha256 TEXT NOT NULL);
PRAGMA user_version = 1;
)";
using base::ErrorCode;
using base::fail;

tl::unexpected<base::Error> failure(sqlite3* database, const std::string& path) {
    const int code = sqlite3_errcode(database);
    const bool isDamaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR;
    return fail(isDamaged ? ErrorCode::BadData : ErrorCode::Io, stage,
                "{}: {}. Free disk space, or give --results another folder", path, sqlite3_errmsg(database));
}

/// A prepared statement; values are bound in order, columns read in order.
class Statement {
public:
    Statement(sqlite3* database, const std::string& path, const char* text) : database_(database), path_(path) {
        ready_ = sqlite3_prepare_v2(database, text, -1, &statement_, nullptr) == SQLITE_OK;
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(const std::string& text) {
        return bound(
            sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
    }
    Statement& bind(std::int64_t whole) { return bound(sqlite3_bind_int64(statement_, ++bound_, whole)); }
    /// NaN is stored as NULL.
    Statement& bind(double real) { return bound(sqlite3_bind_double(statement_, ++bound_, real)); }
    Statement& bind(const std::vector<std::uint8_t>& bytes) {
        return bound(sqlite3_bind_blob64(statement_, ++bound_,
                                         bytes.empty() ? "" : static_cast<const void*>(bytes.data()), bytes.size(),
                                         SQLITE_TRANSIENT));
    }
    Statement& bindNothing() { return bound(sqlite3_bind_null(statement_, ++bound_)); }

    /// Whether there is a row.
    base::Result<bool> step() {
        if (!ready_) return failure(database_, path_);
        const int code = sqlite3_step(statement_);
        if (code != SQLITE_ROW && code != SQLITE_DONE) return failure(database_, path_);
        return code == SQLITE_ROW;
    }
    base::Status execute() {
        return step().map([](bool) {});
    }

    std::string text(int column) const {
        const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return begin ? std::string(begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                     : std::string();
    }
    std::int64_t whole(int column) const { return sqlite3_column_int64(statement_, column); }
    double real(int column) const {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                                      : sqlite3_column_double(statement_, column);
    }
    bool isNothing(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::vector<std::uint8_t> bytes(int column) const {
        const auto* begin = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        return begin ? std::vector<std::uint8_t>(begin, begin + sqlite3_column_bytes(statement_, column))
                     : std::vector<std::uint8_t>();
    }

private:
    Statement& bound(int code) {
        ready_ = ready_ && code == SQLITE_OK;
        return *this;
    }
    sqlite3* database_;
    const std::string& path_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
    bool ready_ = false;
};

base::Status command(sqlite3* database, const std::string& path, const char* text) {
    if (sqlite3_exec(database, text, nullptr, nullptr, nullptr) != SQLITE_OK) return failure(database, path);
    return {};
}

/// All or nothing: undone unless committed.
class Transaction {
public:
    static base::Result<std::unique_ptr<Transaction>> begin(sqlite3* database, const std::string& path) {
        LACUNA_TRY_STATUS(command(database, path, "BEGIN IMMEDIATE"));
        return std::make_unique<Transaction>(database, path);
    }
    Transaction(sqlite3* database, const std::string& path) : database_(database), path_(path) {}
    ~Transaction() {
        if (open_) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    base::Status commit() {
        LACUNA_TRY_STATUS(command(database_, path_, "COMMIT"));
        open_ = false;
        return {};
    }

private:
    sqlite3* database_;
    const std::string& path_;
    bool open_ = true;
};

base::Status prepareSchema(sqlite3* database, const std::string& path) {
    LACUNA_TRY(transaction, Transaction::begin(database, path));
    int version = 0;
    {
        Statement query(database, path, "PRAGMA user_version");
        LACUNA_TRY(isThere, query.step());
        version = isThere ? static_cast<int>(query.whole(0)) : 0;
    }
    if (version == 0)
        LACUNA_TRY_STATUS(command(database, path, schema));
    else if (version != schemaVersion)
        return fail(ErrorCode::BadData, stage,
                    "{} has version {}, this program reads version {}. Use the program that wrote it, or give "
                    "--results another folder",
                    path, version, schemaVersion);
    return transaction->commit();
}

nlohmann::json classesJson(const base::ClassTable& classes) {
    auto list = nlohmann::json::array();
    for (const auto& landClass : classes) list.push_back({{"value", landClass.value}, {"name", landClass.name}});
    return list;
}

/// With the classes' values: the tests of several runs may have dropped different classes.
nlohmann::json activationJson(const metrics::Activation& activation, const jobs::ModelTestResult& tested) {
    auto json = output::activationJson(activation, tested.modalityNames);
    for (auto& pattern : json["patterns"])
        for (auto& counted : pattern["classes"])
            counted["value"] = tested.classes[counted.at("index").get<std::size_t>()].value;
    return json;
}

nlohmann::json factsJson(const Facts& facts) {
    auto object = nlohmann::json::object();
    for (const auto& [name, value] : facts) object[name] = value;
    return object;
}

}  // namespace

const std::vector<std::string>& metricNames() {
    static const std::vector<std::string> names = {"oa", "aa", "kappa", "macro-f1", "mean-iou"};
    return names;
}

base::Result<std::unique_ptr<ResultStore>> ResultStore::open(const std::string& path) {
    sqlite3* database = nullptr;
    const int code = sqlite3_open(path.c_str(), &database);
    std::unique_ptr<ResultStore> store(new ResultStore(database, path));
    if (code != SQLITE_OK) return failure(database, path);
    sqlite3_busy_timeout(database, patienceMilliseconds);
    LACUNA_TRY_STATUS(command(database, path, "PRAGMA foreign_keys = ON"));
    LACUNA_TRY_STATUS(prepareSchema(database, path));
    return store;
}

ResultStore::~ResultStore() {
    sqlite3_close(database_);
}

base::Result<std::set<std::string>> ResultStore::finishedTests() const {
    Statement query(database_, path_, "SELECT key FROM tests");
    std::set<std::string> keys;
    for (;;) {
        LACUNA_TRY(isThere, query.step());
        if (!isThere) return keys;
        keys.insert(query.text(0));
    }
}

base::Status ResultStore::save(const PlannedRun& run, const jobs::TrainResult& trained,
                               const jobs::ModelTestResult& tested) {
    LACUNA_ASSERT(run.tests.size() == tested.settings.size());
    LACUNA_TRY(transaction, Transaction::begin(database_, path_));
    LACUNA_TRY_STATUS(writeRun(run, trained, tested));
    LACUNA_TRY(pixels, writePixels(tested.samples));
    for (std::size_t i = 0; i < run.tests.size(); ++i) LACUNA_TRY_STATUS(writeTest(run, i, pixels, tested));
    return transaction->commit();
}

base::Status ResultStore::writeRun(const PlannedRun& run, const jobs::TrainResult& trained,
                                   const jobs::ModelTestResult& tested) {
    // A run is trained again when its file asks for further tests; the row stays the parent of the earlier ones.
    Statement insert(database_, path_,
                     "INSERT INTO runs VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (key) DO UPDATE SET seconds = "
                     "excluded.seconds, device = "
                     "excluded.device, finished = excluded.finished");
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    insert.bind(run.key)
        .bind(run.settings.dump())
        .bind(static_cast<std::int64_t>(trained.trainSamples))
        .bind(trained.parameters);
    insert.bind(trained.seconds + tested.seconds).bind(trained.device).bind(classesJson(tested.classes).dump());
    return insert.bind(fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now))).execute();
}

base::Result<std::string> ResultStore::writePixels(const std::vector<samples::Sample>& samples) {
    std::vector<std::uint8_t> places(samples.size() * 2 * sizeof(std::int32_t)), reference;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::int32_t place[2] = {samples[i].row, samples[i].column};
        std::memcpy(places.data() + i * sizeof place, place, sizeof place);
        reference.push_back(static_cast<std::uint8_t>(samples[i].classIndex));
    }
    engine::Sha256 digest;
    digest.add(places.data(), places.size());
    digest.add(reference.data(), reference.size());
    const auto key = digest.hex();
    Statement insert(database_, path_, "INSERT OR IGNORE INTO pixels VALUES (?,?,?)");
    LACUNA_TRY_STATUS(insert.bind(key).bind(places).bind(reference).execute());
    return key;
}

base::Status ResultStore::writeTest(const PlannedRun& run, std::size_t test, const std::string& pixels,
                                    const jobs::ModelTestResult& tested) {
    const auto& result = tested.settings[test];
    const auto accuracy = metrics::accuracyOf(result.confusion);
    Statement insert(database_, path_, "INSERT OR REPLACE INTO tests VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    insert.bind(run.tests[test].key)
        .bind(run.key)
        .bind(factsJson(run.tests[test].facts).dump())
        .bind(pixels)
        .bind(result.predicted);
    for (const double value : {accuracy.overall, accuracy.average, accuracy.kappa, accuracy.macroF1, accuracy.meanIou})
        insert.bind(value);
    if (run.test.recordActivation)
        insert.bind(activationJson(result.activation, tested).dump());
    else
        insert.bindNothing();
    return insert.execute();
}

base::Result<std::optional<StoredTest>> ResultStore::test(const std::string& key) const {
    Statement query(database_, path_,
                    "SELECT pixels, predicted, oa, aa, kappa, macro_f1, mean_iou, activation FROM tests WHERE key = ?");
    LACUNA_TRY(isThere, query.bind(key).step());
    if (!isThere) return std::optional<StoredTest>();
    StoredTest test;
    test.pixels = query.text(0);
    test.predicted = query.bytes(1);
    for (std::size_t i = 0; i < metricCount; ++i) test.metrics[i] = query.real(2 + static_cast<int>(i));
    if (!query.isNothing(7)) test.activation = nlohmann::json::parse(query.text(7), nullptr, false);
    if (test.activation.is_discarded())
        return fail(ErrorCode::BadData, stage, "{}: test {} is damaged. Delete the file and start again", path_, key);
    return std::optional(std::move(test));
}

base::Result<std::optional<StoredRun>> ResultStore::run(const std::string& key) const {
    Statement query(database_, path_, "SELECT train_samples, parameters, seconds, classes FROM runs WHERE key = ?");
    LACUNA_TRY(isThere, query.bind(key).step());
    if (!isThere) return std::optional<StoredRun>();
    StoredRun run{static_cast<int>(query.whole(0)), query.whole(1), query.real(2), {}};
    const auto classes = nlohmann::json::parse(query.text(3), nullptr, false);
    if (!classes.is_array())
        return fail(ErrorCode::BadData, stage, "{}: run {} is damaged. Delete the file and start again", path_, key);
    for (const auto& entry : classes)
        run.classes.push_back({entry.value("value", 0), entry.value("name", std::string()), {}});
    return std::optional(std::move(run));
}

base::Result<std::vector<std::uint8_t>> ResultStore::reference(const std::string& pixels) const {
    Statement query(database_, path_, "SELECT reference FROM pixels WHERE key = ?");
    LACUNA_TRY(isThere, query.bind(pixels).step());
    if (!isThere)
        return fail(ErrorCode::BadData, stage, "{}: test pixels {} are missing. Delete the file and start again", path_,
                    pixels);
    return query.bytes(0);
}

base::Result<std::string> ResultStore::digestOf(const std::string& path) {
    std::error_code problem;
    const auto absolute = std::filesystem::absolute(path, problem).lexically_normal().string();
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(absolute, problem));
    if (problem)
        return fail(ErrorCode::NotFound, stage,
                    "{} cannot be read ({}). Name the folder that holds the data: --data DIR", path, problem.message());
    const auto modified =
        static_cast<std::int64_t>(std::filesystem::last_write_time(absolute, problem).time_since_epoch().count());
    Statement query(database_, path_, "SELECT sha256 FROM files WHERE path = ? AND size = ? AND modified = ?");
    LACUNA_TRY(isKnown, query.bind(absolute).bind(size).bind(modified).step());
    if (isKnown) return query.text(0);
    LACUNA_TRY(digest, engine::fileSha256(absolute));
    Statement insert(database_, path_, "INSERT OR REPLACE INTO files VALUES (?,?,?,?)");
    LACUNA_TRY_STATUS(insert.bind(absolute).bind(size).bind(modified).bind(digest).execute());
    return digest;
}

}  // namespace lacuna::experiments
