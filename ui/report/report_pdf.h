#pragma once

#include "report/report_job.h"

namespace lacuna::ui {

/// Writes a report as PDF: A4 pages with numbers, text as text, charts as vectors, headings kept with what follows, table
/// heads repeated. Any one thread, under a QGuiApplication. Returns the number of pages. Errors: Io, Cancelled.
base::Result<std::size_t> writeReportPdf(const report::Document& document, const std::string& path, std::stop_token stop);

}  // namespace lacuna::ui
