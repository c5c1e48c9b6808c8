create table probe_effects (id bigint generated always as identity primary key, name text not null, amount bigint not null);
