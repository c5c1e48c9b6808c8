package io.goodword.proper.campaign;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class Campaigns implements PanacheRepository<Campaign> {}
