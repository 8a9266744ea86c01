#pragma once

#include "report/report_job.h"

namespace lacuna::ui {

/// A report as PDF: A4 pages with numbers, text as text, charts as vectors, headings kept with what follows, table heads
/// repeated. Any one thread, under a QGuiApplication. Errors: Cancelled.
base::Result<report::PdfFile> reportPdf(const report::Document& document, std::stop_token stop);

}  // namespace lacuna::ui
