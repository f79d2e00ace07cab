import { Component, onMounted, onWillUnmount, xml } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const PAUSE = 1500;

/**
 * Reads a record again and again while it is shown, so that the progress of a long
 * job is seen. Shown only while the job runs, it ends with it.
 */
export class RunWatch extends Component {
    static template = xml`<i class="fa fa-circle-o-notch fa-spin me-1" aria-hidden="true"/>`;
    static props = { ...standardWidgetProps };

    setup() {
        onMounted(() => this.wait());
        onWillUnmount(() => {
            this.gone = true;
            clearTimeout(this.timer);
        });
    }

    wait() {
        this.timer = setTimeout(() => this.readAgain(), PAUSE);
    }

    async readAgain() {
        if (!document.hidden) {
            await this.props.record.load();
        }
        if (!this.gone) {
            this.wait();
        }
    }
}

registry.category("view_widgets").add("club_run_watch", { component: RunWatch });
