# Reads every table of this export into data frames and prints the main table. Use: Rscript read.R [folder of the unpacked export]
arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) > 0) arguments[1] else "."

read_raw <- function(path) {
  read.csv(path, colClasses = "character", na.strings = "", encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE)
}
columns <- read_raw(file.path(folder, "columns.csv"))

read_table <- function(name) {
  of <- columns[columns$table == name, ]
  frame <- read_raw(file.path(folder, "tables", paste0(name, ".csv")))
  for (i in seq_len(nrow(of))) {
    values <- frame[[of$column[i]]]
    frame[[of$column[i]]] <- switch(of$type[i],
      Text = sub("^'", "", values),
      Whole = as.numeric(values),
      Number = as.numeric(values),
      Boolean = values == "true",
      Moment = as.POSIXct(sub("Z$", "", values), format = "%Y-%m-%dT%H:%M:%OS", tz = "UTC"))
  }
  frame
}
tables <- sapply(unique(columns$table), read_table, simplify = FALSE)

for (name in names(tables)) cat(sprintf("%s: %d rows, %d columns\n", name, nrow(tables[[name]]), ncol(tables[[name]])))
sessions <- tables$sessions
done <- sessions[sessions$completed & is.na(sessions$exclusion), ]
ratings <- columns$column[columns$table == "sessions" & startsWith(columns$unit, "mark from") & !startsWith(columns$column, "interaction_")]
cat("\nCompleted sessions by arm: number, and means of the outcomes\n")
for (arm in sort(unique(done$arm))) {
  of <- done[done$arm == arm, ]
  means <- c(sapply(ratings, function(r) mean(of[[r]], na.rm = TRUE)), active_minutes = mean(of$active_ms) / 60000)
  cat(arm, sprintf("n=%d", nrow(of)), sprintf("%s=%.6f", names(means), means), sep = "  ")
  cat("\n")
}
