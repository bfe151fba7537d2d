"""The build, step by step: the one hook that MkDocs knows (`hooks:` in mkdocs.yml).

For each event of MkDocs a pipeline names the functions that run, in this order. Each gets what MkDocs
hands to a hook; what it returns, if anything, goes to the next. https://www.mkdocs.org/dev-guide/plugins/#events
"""

from collections.abc import Callable
from typing import Any

from overrides.hooks import artifacts
from overrides.hooks.bundle import export_archives, older_browsers, runtime, scripts
from overrides.hooks.content import edition, markers, metrics
from overrides.hooks.outputs import (
    addresses,
    downloads,
    folder_pages,
    host_settings,
    offline_pages,
    offline_zip,
    service_worker,
    single_file,
)
from overrides.hooks.page import (
    accessibility,
    easy_read_switch,
    security_policy,
    theme_patches,
    worksheet_data,
)
from overrides.hooks.supply_chain import licences_page, sbom

type Step = Callable[..., Any]
type Pipeline = dict[str, list[Step]]

# The site.
SITE: Pipeline = {
    "config": [artifacts.forget_last_build, edition.configure, edition.set_address],
    "pre_build": [offline_zip.start_build],
    "files": [edition.drop_build_sources, accessibility.add_fonts, service_worker.drop_sources],
    "nav": [edition.name_sections, single_file.remember_menu],
    "page_markdown": [markers.check_markers, easy_read_switch.find_counterpart, metrics.insert_metrics],
    "env": [theme_patches.set_up_templates, scripts.set_up_templates],
    "page_content": [markers.render_markers],
    "page_context": [worksheet_data.add_scripts, accessibility.add_parts],
    "template_context": [accessibility.add_parts_to_template],
    "post_template": [theme_patches.patch_template],
    "post_page": [
        theme_patches.patch_page,
        markers.render_late_markers,
        easy_read_switch.insert_switch,
        licences_page.insert_licences,
    ],
    "post_build": [
        runtime.write_runtime,
        export_archives.write_archives,
        scripts.write_bundles,
        older_browsers.write_older,
        offline_zip.write_offline_zip,
        theme_patches.patch_search,
        host_settings.write_settings,
        folder_pages.write_folder_pages,
        single_file.write_single_files,  # of the written pages and the runtime
        downloads.insert_links,  # with the sizes of the files above
        addresses.add_versions,  # with the content of the files above
        security_policy.add_policies,  # when the pages are final
        service_worker.write_offline_files,  # lists every file above by its hash
        sbom.write_sbom,  # and this one too
        artifacts.prune_cache,
    ],
}

# The pages to read from a folder (mkdocs.offline.yml), which become a ZIP of the site.
OFFLINE_PAGES: Pipeline = SITE | {
    "config": [edition.configure],
    "pre_build": [],
    "files": [edition.drop_build_sources, accessibility.add_fonts, offline_pages.drop_files],
    "nav": [edition.name_sections, single_file.remember_menu],
    "page_context": [accessibility.add_parts],
    "page_markdown": [*SITE["page_markdown"], offline_pages.replace_downloads],
    "post_page": [*SITE["post_page"], offline_pages.replace_notes],
    "post_build": [theme_patches.patch_search, offline_pages.finish, folder_pages.write_folder_pages],
}

# The site while somebody writes (mkdocs.write.yml): without what nobody looks at then, and without rules that
# would keep MkDocs from telling open pages to load anew.
WRITE: Pipeline = SITE | {
    "pre_build": [],
    "post_build": [runtime.write_runtime, export_archives.write_archives, scripts.write_bundles],
}

PIPELINES = {"site": SITE, "offline_pages": OFFLINE_PAGES, "write": WRITE}


def handler(event: str) -> Step:
    """Return what MkDocs calls for an event: the steps of the pipeline that `extra.pipeline` names."""

    def run(*item: Any, **given: Any) -> Any:
        config = given["config"] if "config" in given else item[0]
        for step in PIPELINES[config.extra["pipeline"]][event]:
            result = step(*item, **given)
            if result is not None:
                item = (result,)
        return item[0] if item else None

    return run


# MkDocs finds the events of a hook by the names of its functions: on_config, on_files …
globals().update({f"on_{event}": handler(event) for event in SITE})
