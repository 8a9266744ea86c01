#include "ui/jobs/job_log.h"

#include <QStringList>

namespace lacuna::ui {
namespace {

constexpr std::size_t entriesAtMost = 200;
constexpr double momentSeconds = 2;

QString valueText(const nlohmann::json& value) {
    if (value.is_string()) return QString::fromStdString(value.get<std::string>());
    return QString::fromStdString(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

/// One line a value; those of an object below its name.
void addLines(const nlohmann::json& object, const QString& indent, QStringList& lines) {
    for (const auto& [key, value] : object.items()) {
        const QString name = QString::fromStdString(key);
        if (value.is_object() && !value.empty()) {
            lines << indent + name;
            addLines(value, indent + "  ", lines);
        } else if (value.is_array() && !value.empty() && value.front().is_object()) {
            for (const auto& entry : value) {
                QStringList parts;
                for (const auto& [part, held] : entry.items()) parts << valueText(held);
                lines << indent + name + ": " + parts.join("  ");
            }
        } else {
            lines << indent + name + ": " + valueText(value);
        }
    }
}

}  // namespace

JobLog::JobLog(QObject* parent) : QObject(parent) {}

void JobLog::watch(JobRunner& lane) {
    connect(&lane, &JobRunner::ended, this, &JobLog::take);
}

void JobLog::take(const JobEnd& end) {
    const bool failed = end.error && end.error->code != base::ErrorCode::Cancelled;
    if (end.facts.command.empty() && !failed && end.seconds < momentSeconds) return;
    entries_.push_front({++lastId_, end, QDateTime::currentDateTime()});
    if (entries_.size() > entriesAtMost) entries_.pop_back();
    Q_EMIT changed();
}

void JobLog::clear() {
    entries_.clear();
    Q_EMIT changed();
}

QString describeJob(const JobFacts& facts) {
    QStringList lines;
    if (facts.parameters.is_object()) addLines(facts.parameters, {}, lines);
    if (!facts.command.empty()) lines << QString() << QString::fromStdString(facts.command);
    return lines.join('\n');
}

}  // namespace lacuna::ui
