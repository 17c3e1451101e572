// Migrations only; the executable exists for the design-time tools.
return 0;
