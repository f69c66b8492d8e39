-- Never pin a version: hosted projects ignore it, and each project keeps the version of its own image.
create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron with schema pg_catalog;
create extension if not exists supabase_vault with schema vault;
