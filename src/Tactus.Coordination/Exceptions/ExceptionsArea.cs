using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Exceptions;

/// <summary>Exceptions and their lives.</summary>
internal static class ExceptionsArea
{
    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<Disruption>(entity =>
        {
            entity.ToTable("disruptions");
            entity.HasKey(each => each.No);
            entity.Property(each => each.State).HasConversion<string>();
            entity.HasIndex(each => each.Fingerprint);
            entity.HasIndex(each => each.State);
            entity.Ignore(each => each.EndsWhenCarried);
        });
        model.Entity<DisruptionEvent>(entity =>
        {
            entity.ToTable("disruption_events");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedOnAdd();
            entity.Property(each => each.From).HasConversion<string>();
            entity.Property(each => each.To).HasConversion<string>();
            entity.HasIndex(each => each.DisruptionNo);
        });
        model.Entity<ExceptionSeries>(entity =>
        {
            entity.ToTable("exception_series");
            entity.HasKey(series => series.Id);
            entity.Property(series => series.Id).ValueGeneratedNever();
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        EstimateStop.Map(app);
        OwnException.Map(app);
        NameCause.Map(app);
        CloseException.Map(app);
        DismissException.Map(app);
        Metrics.MeasureReads.Map(app);
        DisruptionReads.Map(app);
    }
}

/// <summary>The area's tables.</summary>
internal static class ExceptionTables
{
    extension(CoordinationDb db)
    {
        internal DbSet<Disruption> Disruptions => db.Set<Disruption>();
        internal DbSet<DisruptionEvent> DisruptionEvents => db.Set<DisruptionEvent>();
    }
}
